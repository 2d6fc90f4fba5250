import ArgumentParser
import OAuth
import PixieUI
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
    init(_ profile: String?, _ storing: StoreOrder, caFile: String?, asks: Bool) throws {
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

    /// Whether the token belongs to this place without anybody saying so: it is the issuer's own address.
    func isOfIssuer(_ target: WebAddress) -> Bool {
        guard let text = entry?.record.label.issuer, let issuer = try? WebAddress(text) else { return false }
        return issuer.host == target.host && issuer.port == target.port && issuer.scheme == target.scheme
    }

    /// The end of a token that a server refused, in what `pixie token` gives out; the session itself keeps the true one.
    private static let refused = Timestamp(seconds: 0)

    /// A server refused the token that is stored now.
    var isRefused: Bool { entry?.record.token?.expiresAt == Self.refused }

    /// Marks the token as refused: whoever asks next gets a new one.
    ///
    /// - Parameter secret: What was refused, if that was said: another one may have come meanwhile.
    func refuse(_ secret: Secret?) throws {
        guard let store else { return }
        do throws(StoreFault) {
            let lock = try store.lock(.session, name, within: SessionKeeper.patience)
            guard case .found(let entry) = try store.read(.session, name, holding: lock),
                let token = entry.record.token, token.canBeRefreshed
            else { return }
            if let secret, !(secret == token.accessToken) { return }
            let marked = KeptToken(
                accessToken: token.accessToken, type: token.type, expiresAt: Self.refused, idToken: token.idToken,
                canBeRefreshed: true)
            let record = KeptRecord(label: entry.record.label, token: marked, content: entry.record.content)
            _ = try store.save(.session, record, replacing: .generation(entry.generation), holding: lock)
        } catch {
            Streams.err("pixie: \(error.message)")
            throw ExitStatus.other.exitCode
        }
    }
}
