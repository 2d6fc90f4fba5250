public import OAuth

/// The code is on its way to the token endpoint. Verifier and state are gone: the code can be spent only once.
///
/// A login with a DPoP key keeps the request until its answer is here: a server may refuse the proof for its lack of a
/// nonce, without looking at the code (`NonceDemand`).
public struct Exchanging: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    public let attemptNumber: Int
    public let callbackChecks: [Check]
    let hasListener: Bool
    /// The browser that waits to hear how it ends.
    let arrival: ArrivalID?
    /// The browser brought the answer; else it was pasted, or came by another device.
    public var cameByListener: Bool { arrival != nil }
    /// Nil in the device grant: its request has none, so its ID token answers none (RFC 8628 section 3.1).
    let nonce: Secret?
    let code: Secret?
    var request: EffectID
    public let since: Moment
    /// When the attempt began to which the code belongs.
    let attemptStartedAt: Moment
    public let redirect: RedirectURI

    /// Only a callback that passed every check starts an exchange.
    init(
        from awaiting: Awaiting, provider: KnownProvider, callback: ValidatedCallback, arrival: ArrivalID?,
        request: EffectID, at now: Moment
    ) {
        self.provider = provider
        self.provider.ground.ends(awaiting.attempt, .codeSent, at: now)
        attemptNumber = awaiting.attempt.number
        redirect = awaiting.attempt.redirect
        hasListener = awaiting.listener.isOrdered
        nonce = awaiting.attempt.material.nonce
        code = callback.code
        let pkce = awaiting.attempt.material.pkce
        let pushed = awaiting.attempt.pushed.map { [$0.check] } ?? []
        callbackChecks =
            pushed + callback.checks + [
                Check(
                    "request.pkce", .passed, expected: "a code_challenge with the method S256",
                    found: ForeignText("S256, verifier of \(pkce.verifier.secret.count) characters sent once"),
                    clause: "RFC 7636 4.3, 4.5")
            ]
        self.arrival = arrival
        self.request = request
        since = now
        attemptStartedAt = awaiting.attempt.startedAt
    }

    /// The tokens came by the code that the person entered on another device: the device code is spent.
    init(from awaiting: Awaiting, device: OpenDevice, at now: Moment) {
        guard let poll = device.poll else {
            preconditionFailure("awaitingCallback: tokens of the device grant answer a question")
        }
        provider = awaiting.provider
        attemptNumber = awaiting.attempt.number
        redirect = awaiting.attempt.redirect
        hasListener = awaiting.listener.isOrdered
        nonce = nil
        code = nil
        arrival = nil
        request = poll
        since = now
        attemptStartedAt = awaiting.attempt.startedAt
        var pushed: [Check] = []
        if let check = awaiting.attempt.pushed?.check { pushed.append(check) }
        callbackChecks =
            pushed + [
                Check(
                    "device.code", .passed, expected: "the code was entered",
                    found: ForeignText("asked every \(Int(device.interval)) s"), clause: "RFC 8628 3.4, 3.5")
            ]
    }
}
