public import LoginFlow
public import OAuth

/// How a login ended, for scripts: one JSON object and an exit status.
public struct LoginReport: Sendable, Equatable {
    /// `outcome` of the JSON object.
    public enum Outcome: String, Sendable, CaseIterable {
        case signedIn = "signed_in"
        case refused
        case failed
        case cancelled
        case expired
    }

    public let outcome: Outcome
    /// The step at which it ended.
    public let step: Step
    /// Stable name for scripts: `ok`, `cancelled`, `state_mismatch`, `invalid_grant`, `id_token_expired` …
    public let reason: String
    /// What happened, why, and what to do next, on one line.
    public let message: String
    public let checks: [Check]
    public let exitStatus: ExitStatus
    /// What the provider offers to choose from for a step that is left.
    let choices: [OfferedChoice]
    /// The provider's number of the request that failed, for its support.
    let requestID: ForeignText?
    /// Seconds that the provider asks to wait.
    let retryAfter: Double?
    let session: Session?

    /// The report on a login that has ended; `nil` while it goes on.
    ///
    /// - Parameter cancelled: Whether the person or a signal ends it here, wherever it is.
    public init?(state: FlowState, cancelled: Bool = false) {
        switch state {
        case .authenticated(let session) where session.isSettled || cancelled:
            self.init(session)
        case .failed(let failure):
            self.init(failure)
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared, .awaitingCallback,
            .exchanging,
            .verifying, .authenticated:
            guard cancelled else { return nil }
            self.init(cancelledAt: state)
        }
    }

    private init(_ session: Session) {
        outcome = .signedIn
        step = .tokens
        reason = "ok"
        message = "Signed in as \(session.personName.safe(limit: 100))."
        checks = session.checks
        exitStatus = .ok
        (choices, requestID, retryAfter) = ([], nil, nil)
        self.session = session
    }

    private init(_ failure: Failure) {
        outcome = failure.cause.outcome
        step = failure.step
        reason = failure.cause.reason
        message = Explain.failure(failure, now: failure.at).summary
        checks = failure.checks
        exitStatus = failure.cause.exitStatus
        if case .token(.oauth(let error)) = failure.cause { choices = error.choices } else { choices = [] }
        let known = Explain.Known(failure, now: failure.at)
        requestID = known.requestID
        retryAfter = known.retryAfter
        session = nil
    }

    private init(cancelledAt state: FlowState) {
        outcome = .cancelled
        step = state.step
        reason = "cancelled"
        message = "The login was cancelled before it was finished. Run the same command again to start anew."
        // Of a login that stopped on its way only the provider was judged for good.
        checks = state.provider?.metadata.checks ?? []
        exitStatus = .refused
        (choices, requestID, retryAfter) = ([], nil, nil)
        session = nil
    }
}

extension Explanation {
    /// Two to four lines for the terminal after pixie has left: what it is, what happened, the risk, what to do next.
    public var farewell: [String] {
        let actions = next.compactMap(\.sentence).prefix(1)
        return ["pixie: not signed in. \(title).", what] + (risk.map { ["Risk: " + $0] } ?? []) + actions
    }

    /// All of it in one line, for logs and scripts.
    public var summary: String {
        let actions = next.compactMap(\.sentence).prefix(1)
        return ([title + ".", what] + why + (risk.map { ["Risk: " + $0] } ?? []) + actions).joined(separator: " ")
    }
}
