import ArgumentParser
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// The profiles of the file, for the list on the screen.
@MainActor
final class FileProfileDesk: ProfileDesk {
    private let request: RequestOrder
    private let isStepwise: Bool
    private let kept: QuietStore
    private let metadata: MetadataShelf?
    /// What was taken out, to bring it back.
    private var removed: Profile?

    init(request: RequestOrder, isStepwise: Bool, kept: QuietStore, metadata: MetadataShelf? = nil) {
        self.metadata = metadata
        self.kept = kept
        self.request = request
        self.isStepwise = isStepwise
    }

    /// A login that waits without a profile comes first.
    ///
    /// - Parameter store: Where sessions are looked for; without one nothing is said of them.
    nonisolated static func rows(of book: ProfileBook, store: SessionStore?) -> [PickerRow] {
        let facts = KeptFacts(store)
        let now = SystemClock.now().wall
        let profiles = book.profiles.map { profile in
            PickerRow(
                name: profile.name.text, issuer: profile.issuer, clientID: ForeignText(profile.clientID),
                scopes: profile.scopes,
                redirect: (profile.redirectURI?.text ?? profile.port.map { "port \($0)" }).map { ForeignText($0) },
                kept: facts.of(profile.name, at: now))
        }
        return facts.waiting(besides: book.profiles.map(\.name), at: now) + profiles
    }

    func choose(_ name: String) -> [ProfileNews] {
        withProfile(name) { profile in
            let settings = request.settings(over: profile)
            let plan = try settings.plan(
                issuer: profile.issuer, clientID: profile.clientID, proof: try settings.proof { kept.store },
                isStepwise: isStepwise)
            let proving = try request.keys.proving(plan, over: profile)
            return [.chosen(name, metadata?.told(proving) ?? proving)]
        }
    }

    func edit(_ name: String) -> [ProfileNews] {
        withProfile(name) { profile in
            let settings = request.settings(over: profile)
            var prefill = try settings.prefill(secret: try settings.proof { kept.store }?.secret)
            prefill.issuer = profile.issuer.text
            prefill.clientID = profile.clientID
            prefill.isStepwise = isStepwise
            try request.keys.fill(&prefill, over: profile)
            return [.editing(prefill)]
        }
    }

    func remove(_ name: String) -> [ProfileNews] {
        withProfile(name) { profile in
            let news = try changed { (book) throws(ProfileEditFault) in try book.removing(profile.name) }
            settle()
            removed = profile
            return news + [.removed(name)]
        }
    }

    func bringBack(_ name: String) -> [ProfileNews] {
        guard let removed, removed.name.text == name else { return [.trouble("\(name) is not at hand any more.")] }
        return telling {
            let news = try changed { (book) throws(ProfileEditFault) in try book.putting(removed) }
            self.removed = nil
            return news + [.told("\(name) is back in the file.")]
        }
    }

    /// What the client of a removed profile got when it registered goes away when the profile cannot come back any more.
    func settle() {
        guard let gone = removed?.name, RegisteredSecret.isAnyKept else { return }
        removed = nil
        guard let store = kept.store, let door = try? StoreAccess.door() else {
            Streams.err(
                "pixie: if the client of \(gone) was registered by pixie, its secret is still in the store, which could "
                    + "not be opened without a question.")
            return
        }
        do throws(StoreTrouble) {
            try RegisteredSecret.forget(gone, in: store, door)
        } catch {
            Streams.err("pixie: the secret of the client of \(gone) is still in the store: \(error.message)")
        }
    }

    func take(_ name: String) -> WaitingChoice? { try? WaitingChoice(name, in: kept.store) }

    func forget(_ name: String) -> [ProfileNews] {
        guard let taken = take(name),
            (try? taken.place.store.remove(.waiting, taken.place.name, holding: taken.place.lock)) == true
        else { return [.trouble("The login to \(name) cannot be forgotten: it is over, or open in another pixie.")] }
        return [
            .rows(Self.rows(of: ProfileShelf.read().book, store: kept.store)),
            .told("The login to \(name) is forgotten."),
        ]
    }

    private func withProfile(_ name: String, _ work: (Profile) throws -> [ProfileNews]) -> [ProfileNews] {
        telling { try work(try Self.shelf().profile(ProfileOptions.name(name))) }
    }

    /// Nothing may be written to the terminal while screens are up, so a file that cannot be read is an error here.
    private static func shelf() throws(ProfileFileFault) -> ProfileShelf {
        let shelf = ProfileShelf.read()
        if let trouble = shelf.trouble { throw trouble }
        return shelf
    }

    /// The file is read anew: a person may have edited it meanwhile.
    private func changed(_ change: (ProfileBook) throws(ProfileEditFault) -> ProfileBook) throws -> [ProfileNews] {
        let shelf = try Self.shelf()
        let book = try change(shelf.book)
        try shelf.file.write(book, replacing: shelf.book)
        return [.rows(Self.rows(of: book, store: kept.store))]
    }

    private func telling(_ work: () throws -> [ProfileNews]) -> [ProfileNews] {
        do {
            return try work()
        } catch let fault as ValidationError {
            return [.trouble(fault.message)]
        } catch let fault as ProfileEditFault {
            return [.trouble(fault.message)]
        } catch let fault as ProfileFileFault {
            return [.trouble(fault.message)]
        } catch {
            return [.trouble("That did not work; nothing was changed.")]
        }
    }
}
