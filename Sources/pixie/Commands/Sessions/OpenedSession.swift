import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// The stored session that a command gives a token of. The person is asked only for what is needed: a passphrase, or a
/// new login, and only at a terminal.
struct OpenedSession {
    let store: SessionStore?
    let choice: SessionChoice
    let caFile: String?
    private let storing: StoreOrder
    private let asks: Bool

    /// Why there is no session to look at, as `pixie token` tells it.
    struct Trouble: Error {
        let result: TokenOutput.Result

        init(result: TokenOutput.Result) { self.result = result }

        init(_ fault: StoreFault) {
            self.init(
                result: TokenOutput.Result(
                    .failed, fault.reason, message: fault.message, status: fault.exitStatus))
        }
    }

    /// - Parameter asks: Whether the person may be asked, when there is one.
    /// - Throws: A usage error for a name that is nobody's; ``Trouble``.
    init(_ typed: String?, _ storing: StoreOrder, caFile: String?, asks: Bool = true) throws {
        let shelf = ProfileShelf.open()
        do throws(StoreFault) {
            store = try StoreAccess(storing, asks: asks).open()
        } catch {
            throw Trouble(error)
        }
        guard let choice = try SessionChoice(typed, shelf, store) else {
            throw Trouble(
                result: TokenOutput.Result(
                    .loginNeeded, .noSession, message: SessionChoice.nothing, status: .noTerminal))
        }
        if let fault = choice.trouble { throw Trouble(fault) }
        self.choice = choice
        self.caFile = caFile ?? choice.profile?.caFile.map { Profile.expanded($0) }
        self.storing = storing
        self.asks = asks && storing.mayAsk
    }

    /// A token that is as wanted: from the store, by a refresh, or after a login of the person.
    func token(_ wish: TokenWish) -> TokenOutput.Result {
        var result = TokenSource(store: store, name: choice.name).token(wish)
        guard result.needsLogin else { return result }
        let again = LoginAgain(choice, former: entry, storing: storing, caFile: caFile)
        if asks, PrivateQuestion.isPossible, let new = again?.result(insteadOf: result) { return new }
        result.message += " Run: \(again?.command ?? LoginAgain.generalCommand)"
        return result
    }

    /// The same for commands that have no answer of their own to trouble: it is told, and the exit status thrown.
    static func orEnd(
        _ typed: String?, _ storing: StoreOrder, caFile: String?, asks: Bool = true
    ) throws -> OpenedSession {
        do {
            return try OpenedSession(typed, storing, caFile: caFile, asks: asks)
        } catch let trouble as Trouble {
            Streams.err("pixie: \(trouble.result.message)")
            throw trouble.result.status.exitCode
        }
    }

    func tokenOrEnd(_ wish: TokenWish) throws -> KeptToken {
        let result = token(wish)
        guard let token = result.token else {
            Streams.err("pixie: \(result.message)")
            throw result.status.exitCode
        }
        return token
    }

    /// What is stored now; nil when nothing is, or when it cannot be read.
    var entry: SessionStore.Entry? {
        guard case .found(let entry)? = try? store?.read(.session, choice.name) else { return nil }
        return entry
    }
}

extension StoreFault {
    /// As scripts are told it.
    var reason: SessionReason {
        switch self {
        case .damaged: .sessionDamaged
        case .busy: .sessionLocked
        case .key(.passphraseNeeded): .passphraseNeeded
        case .key(.wrongPassphrase): .wrongPassphrase
        case .place, .unsafe, .system, .newer, .older, .tooLong, .locksUnsupported, .changedMeanwhile, .key:
            .storeUnusable
        }
    }

    /// How a command ends that cannot go on because of it.
    var exitStatus: ExitStatus {
        if case .key(.passphraseNeeded) = self { return .noTerminal }
        return .other
    }
}
