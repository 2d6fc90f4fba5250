import ArgumentParser
import Network
import OAuth
import PixieUI
import Sessions

/// `pixie credential kubectl [PROFILE]`: an exec plugin of client-go.
struct KubectlCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kubectl",
        abstract: "Write an ExecCredential, for the exec section of a kubeconfig.",
        discussion: "Clusters that know their users by OpenID Connect want the ID token: add --id.")

    @Argument(
        help: ArgumentHelp("A profile, or the host of an issuer.", valueName: "profile"),
        completion: Completions.profiles)
    var profile: String?

    @Flag(help: "The ID token instead of the access token.")
    var id = false

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func run() throws {
        if Streams.isTerminal(1) {
            throw ValidationError("The token would be shown on this terminal. kubectl starts this command by itself.")
        }
        let session = try CredentialSession(profile, storing.order, caFile: trust.caFile, asks: mayAsk)
        let (token, end) = id ? try identity(session) : try access(session)
        try Streams.answer([JSONText.write(document(token, end))])
    }

    private func access(_ session: CredentialSession) throws -> (Secret, Timestamp?) {
        let token = try session.bearer()
        return (token.accessToken, token.expiresAt)
    }

    /// The ID token ends on its own day: it is renewed when it is nearly over, also when the access token lives on.
    private func identity(_ session: CredentialSession) throws -> (Secret, Timestamp?) {
        let first = try life(of: session.token())
        guard first.isNearlyOver else { return (first.token, first.end) }
        let second = try life(of: session.token(mustRefresh: true))
        guard second.end.map({ $0 > SystemClock.now().wall }) ?? true else {
            Streams.err(
                "pixie: the ID token is over and a refresh brings no new one. Run: pixie login \(session.name)")
            throw ExitStatus.noTerminal.exitCode
        }
        return (second.token, second.end)
    }

    private struct Life {
        let token: Secret
        let end: Timestamp?
        let isNearlyOver: Bool
    }

    private func life(of token: KeptToken) throws -> Life {
        guard let idToken = token.idToken else {
            Streams.err("pixie: This session has no ID token. Log in with the scope openid.")
            throw ExitStatus.other.exitCode
        }
        guard let claims = try? JWT.decode(idToken).claims, let end = claims["exp"]?.double else {
            return Life(token: idToken, end: nil, isNearlyOver: false)
        }
        // Of a provider whose ID tokens live for seconds, not every call may ask for a new one.
        let whole = end - (claims["iat"]?.double ?? 0)
        let left = end - SystemClock.now().wall.seconds
        return Life(
            token: idToken, end: Timestamp(seconds: end),
            isNearlyOver: left < min(CredentialSession.leastSeconds, max(whole, 0) / 2))
    }

    private func document(_ token: Secret, _ end: Timestamp?) -> JSONValue {
        // A time without an end is left out: the token is then used until the cluster refuses it.
        let end = end.flatMap { (0..<253_402_300_800).contains($0.seconds) ? $0.iso8601 : nil }
        return [
            "apiVersion": .string(version), "kind": "ExecCredential",
            "status": ["token": .string(token.reveal()), "expirationTimestamp": end.map { .string($0) }],
        ]
    }

    /// What kubectl says of itself in the environment.
    private var asked: JSONObject? {
        Variables["KUBERNETES_EXEC_INFO"].flatMap { try? JSONReader.readObject(Array($0.utf8)) }
    }

    /// kubectl refuses an answer of another version than the one it asked for.
    private var version: String {
        let group = "client.authentication.k8s.io/"
        guard let version = asked?["apiVersion"]?.string, [group + "v1", group + "v1beta1"].contains(version) else {
            return group + "v1"
        }
        return version
    }

    /// kubectl says whether the terminal may be used (`interactiveMode` of the kubeconfig).
    private var mayAsk: Bool { asked?["spec"]?.object?["interactive"] != .bool(false) }
}
