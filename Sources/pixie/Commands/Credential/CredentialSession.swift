import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// The stored session behind a credential. Nobody is asked anything: the terminal belongs to whoever started pixie.
struct CredentialSession {
    let store: SessionStore?
    let choice: SessionChoice
    let caFile: String?

    /// How long a credential must live at least, in seconds: it is used in more than one request.
    static let leastSeconds = 60.0

    /// - Throws: A usage error for a name that is nobody's; the exit status when there is no session, which was said.
    static func open(_ profile: String?, _ storing: StoreOptions, caFile: String?) throws -> CredentialSession {
        let shelf = ProfileShelf.open()
        let opened: SessionStore?
        do {
            opened = try StoreAccess(storing).openUnasked()
        } catch let fault as StoreFault {
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        }
        guard let choice = try SessionChoice(profile, shelf, opened) else {
            Streams.err("pixie: \(SessionChoice.nothing)")
            throw ExitStatus.noTerminal.exitCode
        }
        return CredentialSession(
            store: opened, choice: choice, caFile: caFile ?? choice.profile?.caFile.map { Profile.expanded($0) })
    }

    /// A token that lives long enough, refreshed where it does not.
    ///
    /// - Throws: The exit status when there is none, which was said.
    func token(mustRefresh: Bool = false) throws -> KeptToken {
        let wish = TokenWish(
            leastSeconds: Self.leastSeconds, isUrgent: false, mustRefresh: mustRefresh, caFile: caFile)
        let result = TokenSource(store: store, name: choice.name).token(wish)
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
