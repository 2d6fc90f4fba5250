import OAuth
import Sessions

/// The stored session behind a credential.
struct CredentialSession {
    let opened: OpenedSession

    var store: SessionStore? { opened.store }
    var name: SessionName { opened.choice.name }
    /// What is stored now; nil when nothing is, or when it cannot be read.
    var entry: SessionStore.Entry? { opened.entry }

    /// How long a credential must live at least, in seconds: it is used in more than one request.
    static let leastSeconds = 60.0

    /// - Parameter asks: Whether the program that wants the credential lets the person be asked.
    /// - Throws: A usage error for a name that is nobody's; the exit status when there is no session, which was said.
    init(_ profile: String?, _ storing: StoreOptions, caFile: String?, asks: Bool) throws {
        opened = try OpenedSession.orEnd(profile, storing, caFile: caFile, asks: asks)
    }

    /// A token that lives long enough, refreshed where it does not.
    ///
    /// - Throws: The exit status when there is none, which was said.
    func token(mustRefresh: Bool = false) throws -> KeptToken {
        try opened.tokenOrEnd(
            TokenWish(
                leastSeconds: Self.leastSeconds, isUrgent: false, mustRefresh: mustRefresh, caFile: opened.caFile))
    }

    /// The same for who can only send a bearer token.
    ///
    /// - Throws: The exit status for a token that is bound to a key, which was said.
    func bearer(mustRefresh: Bool = false) throws -> KeptToken {
        let token = try token(mustRefresh: mustRefresh)
        guard token.type != "DPoP" else {
            Streams.err(
                "pixie: \(BoundToken.sentence). No credential helper can do that: log in with --dpop never for this "
                    + "use.")
            throw ExitStatus.other.exitCode
        }
        return token
    }
}
