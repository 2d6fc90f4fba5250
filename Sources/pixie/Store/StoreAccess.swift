import ArgumentParser
import Glibc
import OAuth
import PixieUI
import Sessions

/// The store of this person, opened when it is needed, with whoever has to be asked.
struct StoreAccess {
    let door: StoreDoor
    private let source: StoreKeySource?
    private let passphrasePath: String?
    private let asks: Bool
    /// How often a wrong passphrase may be typed.
    private static let tries = 3

    /// - Parameter asks: Whether a person may be asked; `--no-input` forbids it in any case.
    /// - Throws: When there is no place for a store.
    init(_ order: StoreOrder, asks: Bool = true) throws(StoreFault) {
        self.asks = asks && order.mayAsk
        source = order.source
        passphrasePath = order.passphrasePath
        door = try Self.door()
    }

    static func door() throws(StoreFault) -> StoreDoor {
        let place: StorePlace
        do throws(StorePlace.Fault) {
            place = try StorePlace(stateHome: Variables["XDG_STATE_HOME"], home: Variables["HOME"])
        } catch {
            throw .place(error)
        }
        return StoreDoor(
            place: place, secretTool: .live, notice: { Streams.err("pixie: \($0.message)") })
    }

    /// The store that is there; nil when there is none.
    func open() throws(StoreFault) -> SessionStore? {
        try trying { (prompt) throws(StoreFault) in try door.open(passphrase: prompt) }
    }

    /// What is in it, without changing anything and without asking anybody.
    func inspect() -> StoreInspection { door.inspect(passphrase: { passphrase(isNew: false, attempt: 1) }) }

    /// The store, if that needs nobody to be asked and nothing to be decided; nil else, without a word.
    ///
    /// It is made when its key source was chosen in words.
    func quietly() -> SessionStore? {
        guard let chosen = try? door.chosen() else {
            guard let source, source != .memory, source != .passphrase || passphrasePath != nil else { return nil }
            return try? door.make(source, passphrase: { passphrase(isNew: true, attempt: 1) })
        }
        guard chosen != .memory, source == nil || source == chosen else { return nil }
        do throws(StoreFault) {
            let hasPassphrase = passphrasePath != nil
            if let store = try door.open(passphrase: { hasPassphrase ? passphrase(isNew: false, attempt: 1) : nil }) {
                return store
            }
            // Its key went with the last session. For a passphrase the person has to be asked for a new one.
            guard chosen != .passphrase || hasPassphrase else { return nil }
            return try door.make(chosen, passphrase: { passphrase(isNew: true, attempt: 1) })
        } catch {
            return nil
        }
    }

    /// What a person would have to be asked to keep something; `nil` when nothing is stored in this run.
    var question: KeepQuestion? {
        guard asks, PrivateQuestion.isPossible else { return nil }
        let chosen = try? door.chosen()
        switch source ?? chosen {
        case .memory: return nil
        case .passphrase where passphrasePath == nil: return .passphrase
        case nil: return .place
        case .some: return .nothing
        }
    }

    /// The store for a first session or login that waits: made with the source that was chosen in words, or that the person chooses now.
    ///
    /// - Parameter canAsk: Whether a person is there.
    /// - Returns: nil when nothing is to be stored; that was said.
    func forSaving(_ kind: SessionStore.Kind = .session, canAsk: Bool) throws(StoreTrouble) -> SessionStore? {
        let chosen = try StoreTrouble.of { () throws(StoreFault) in try door.chosen() }
        if let chosen, source == nil || source == chosen {
            if chosen == .memory { return nil }
            do throws(StoreTrouble) {
                warn(chosen)
                if let store = try StoreTrouble.of({ () throws(StoreFault) in try open() }) { return store }
                // The key went with the last session; the choice stays.
                return try make(chosen)
            } catch {
                guard case .store(.key(.gone(let source))) = error, canAsk || self.source != nil else { throw error }
                // What was sealed with it cannot be opened by anybody any more; a new key harms nothing.
                Streams.err("pixie: \(KeyFault.gone(source).message)")
                guard self.source == source else { throw error }
            }
        }
        guard let wanted = source ?? (canAsk ? KeySourceQuestion.ask(door, toKeep: kind) : nil) else {
            Streams.err(
                "pixie: not stored: where the key of sessions lies was not chosen. Say it with --key-source, or log in "
                    + "once at a terminal.")
            return nil
        }
        if wanted == .memory {
            // What a script says counts for its run; what the person answers, from now on.
            if source == nil { try StoreTrouble.of { () throws(StoreFault) in try door.rememberMemoryOnly() } }
            return nil
        }
        warn(wanted)
        return try make(wanted)
    }

    /// A person who gives no passphrase is somebody to ask all the same.
    private func make(_ source: StoreKeySource) throws(StoreTrouble) -> SessionStore {
        do throws(StoreFault) {
            return try door.make(source, passphrase: { passphrase(isNew: true, attempt: 1) })
        } catch {
            guard case .key(.passphraseNeeded) = error, asks, passphrasePath == nil, PrivateQuestion.isPossible else {
                throw .store(error)
            }
            throw .noPassphrase
        }
    }

    /// What has to be said once of a session that was stored without a word.
    func warnOfChosen() {
        if let chosen = try? door.chosen() { warn(chosen) }
    }

    private func warn(_ source: StoreKeySource) {
        guard source == .plainFile else { return }
        Streams.err("pixie: the sessions are not protected: their key lies beside them in \(door.place.path)/key.")
    }

    /// Asks again after a wrong passphrase, when it is typed.
    private func trying(
        _ work: (() -> Secret?) throws(StoreFault) -> SessionStore?
    ) throws(StoreFault) -> SessionStore? {
        var attempt = 1
        while true {
            do throws(StoreFault) {
                return try work { passphrase(isNew: false, attempt: attempt) }
            } catch {
                guard error == .key(.wrongPassphrase), passphrasePath == nil, attempt < Self.tries, asks,
                    PrivateQuestion.isPossible
                else { throw error }
                attempt += 1
            }
        }
    }

    private func passphrase(isNew: Bool, attempt: Int) -> Secret? {
        if let passphrasePath {
            do throws(FileFault) {
                return try SmallFile.line(passphrasePath)
            } catch {
                Streams.err("pixie: \(error.message)")
                return nil
            }
        }
        guard asks else { return nil }
        guard isNew else {
            return PrivateQuestion.ask(
                attempt == 1
                    ? "Passphrase of the stored sessions: "
                    : "That is not the passphrase (try \(attempt) of \(Self.tries)): ")
        }
        return newPassphrase()
    }

    /// Typed twice, since nobody sees it.
    private func newPassphrase() -> Secret? {
        var question = "A passphrase for the stored sessions: "
        for _ in 0..<Self.tries {
            guard let first = PrivateQuestion.ask(question) else { return nil }
            guard !first.isEmpty else {
                question = "An empty one protects nothing. A passphrase: "
                continue
            }
            guard let second = PrivateQuestion.ask("The same again: ") else { return nil }
            if first == second { return first }
            question = "The two were not the same. A passphrase: "
        }
        return nil
    }
}
