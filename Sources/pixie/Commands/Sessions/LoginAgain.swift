import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Profiles
import Sessions

/// A login in the midst of another command, where a token is wanted and only the person can bring one.
struct LoginAgain {
    private let name: SessionName
    private let profile: Profile?
    /// What the session was, when no profile has its name.
    private let former: StoredSession?
    private let storing: StoreOrder
    private let caFile: String?

    /// What to run when nothing is known but that there has to be a login.
    static let generalCommand = "pixie login ISSUER --client-id ID"

    /// - Parameter entry: What is stored under the name.
    /// - Returns: nil when nobody knows where to log in.
    init?(_ choice: SessionChoice, former entry: SessionStore.Entry?, storing: StoreOrder, caFile: String?) {
        name = choice.name
        profile = choice.profile
        former = entry.flatMap { try? StoredSession(bytes: $0.record.content) }
        guard profile != nil || former != nil else { return nil }
        self.storing = storing
        self.caFile = caFile
    }

    /// What the person can run for it.
    var command: String {
        guard profile == nil, let former else { return "pixie login \(name)" }
        return "pixie login \(Self.word(former.provider.issuer.text)) --client-id \(Self.word(former.clientID))"
    }

    /// Asks the person, logs in, and gives the new session's token; what was before, when nobody can be asked.
    func result(insteadOf before: TokenOutput.Result) -> TokenOutput.Result {
        PrivateQuestion.tell(["pixie: \(before.message)"])
        guard let isWanted = PrivateQuestion.confirm("Log in to \(name) now?", usual: true) else {
            return ended(.cancelled, .loginDeclined, "Nobody answered. Run: \(command)", .refused)
        }
        guard isWanted else {
            return ended(.cancelled, .loginDeclined, "No login was wanted. Later, run: \(command)", .refused)
        }
        do {
            let signedIn = Box<StoredSession?>()
            signedIn.put(nil)
            var login = Login(
                plan: try plan(), prefill: Prefill(), caFile: caFile, browser: profile?.browser,
                front: FrontOrder(), demo: nil, profile: profile?.name, storing: storing)
            login.signedIn = signedIn
            let ready = login
            let status = try TerminalStreams.with(isNeeded: login.front.isPlain) { try ready.run() }
            guard let session = signedIn.value() else {
                return ended(.failed, .loginFailed, "The login did not succeed. Run: \(command)", status)
            }
            return TokenOutput.Result(
                .token, .ok, message: "The token comes from a new login.", status: .ok,
                token: session.record(as: name).token)
        } catch {
            let message = PixieCommand.message(for: error)
            return ended(.failed, .loginFailed, "\(message) Run: \(command)", .other)
        }
    }

    private func plan() throws -> LoginPlan {
        if let profile {
            let order = RequestOrder()
            let settings = order.settings(over: profile)
            let plan = try settings.plan(
                issuer: profile.issuer, clientID: profile.clientID,
                proof: try settings.proof { () throws(StoreFault) in try StoreAccess(storing).open() },
                isStepwise: false)
            return try order.keys.proving(plan, over: profile)
        }
        guard let former else { preconditionFailure("LoginAgain: neither a profile nor a session") }
        let client = try ClientConfiguration(
            issuer: former.provider.issuer, clientID: former.clientID, clientSecret: former.secret,
            scopes: former.requestedScopes, extraParameters: [], rules: former.rules, keys: former.keys)
        return LoginPlan(
            client: client, redirect: .loopback(port: nil), waitSeconds: Limits.loginWaitSeconds, isStepwise: false)
    }

    private func ended(
        _ outcome: TokenOutcome, _ reason: SessionReason, _ message: String, _ status: ExitStatus
    ) -> TokenOutput.Result {
        TokenOutput.Result(outcome, reason, message: message, status: status == .ok ? .other : status)
    }

    /// As a shell takes it for one word.
    private static func word(_ text: String) -> String {
        let safe = ForeignText(text).safe(limit: 300)
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/@%+,=")
        if !safe.isEmpty, safe.allSatisfy({ plain.contains($0) }) { return safe }
        return "'" + safe.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension StoredSession {
    fileprivate var secret: Secret? {
        switch authentication {
        case .none: nil
        case .basic(let secret), .post(let secret): secret
        case .privateKeyJWT: nil
        }
    }

    fileprivate var keys: ClientKeys {
        switch authentication {
        case .none, .basic, .post: ClientKeys(decryption: decryptionKeys)
        case .privateKeyJWT(let signer): ClientKeys(signing: signer.key, decryption: decryptionKeys)
        }
    }
}
