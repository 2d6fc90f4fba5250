/// A code that is known to answer this login.
///
/// Only ``CallbackJudge/judge(_:expecting:)`` makes one, and only it starts an exchange.
public struct ValidatedCallback: Sendable, Equatable {
    public let code: Secret
    /// The evidence, in the order of judging.
    public let checks: [Check]

    fileprivate init(code: Secret, checks: [Check]) {
        self.code = code
        self.checks = checks
    }
}

/// What an address is for this login.
public enum CallbackVerdict: Sendable, Equatable {
    /// The answer, with a code.
    case accepted(ValidatedCallback)
    /// The answer, with an error: the login ends.
    case refused(AuthorizationError, checks: [Check])
    /// Not the answer: nothing of it is used and the wait goes on.
    case rejected(CallbackRejection, checks: [Check])

    public var checks: [Check] {
        switch self {
        case .accepted(let callback): callback.checks
        case .refused(_, let checks), .rejected(_, let checks): checks
        }
    }
}

/// Judges the authorization response (RFC 6749 section 4.1.2), alike whether the browser brought it to the listener or
/// the person pasted it.
///
/// The order is: one address that matches the redirect URI, no parameter twice, `state`, `iss`, and then `error` or
/// `code`. State and issuer come before `error`, so that an error that ends the login is known to belong to it.
public enum CallbackJudge {
    /// - Parameter address: The whole address that the browser ended at, query included.
    /// - Returns: What the answer is, with every check that was reached.
    public static func judge(_ address: String, expecting expectation: CallbackExpectation) -> CallbackVerdict {
        var evidence = CallbackEvidence(expectation)
        let outcome: Outcome
        do throws(CallbackRejection) {
            let parts = try evidence.address(address)
            let parameters = try evidence.parameters(of: parts)
            try evidence.state(parameters)
            try evidence.issuer(parameters)
            outcome = try evidence.outcome(parameters)
        } catch {
            return .rejected(error, checks: evidence.complete)
        }
        switch outcome {
        case .code(let code):
            return .accepted(ValidatedCallback(code: code, checks: evidence.complete))
        case .error(let error):
            return .refused(error, checks: evidence.complete)
        }
    }

    enum Outcome {
        case code(Secret)
        case error(AuthorizationError)
    }
}
