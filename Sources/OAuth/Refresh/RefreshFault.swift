/// Why a refresh brought no new tokens. Only ``ended(_:)`` says that the refresh token is of no more use.
public enum RefreshFault: Error, Sendable, Equatable {
    /// `invalid_grant`: too old, revoked, or used already.
    case ended(TokenError)
    /// Another refusal, which a change of the client's registration or configuration may mend.
    case refused(TokenError)
    /// The provider is busy or broken right now; seconds that it asks to wait.
    case unavailable(status: Int, retryAfter: Double?)
    /// What came is not an answer to a refresh.
    case unusable(TokenFault)

    /// A server that has a problem knows nothing for sure, whatever code its answer has: only statuses below 500 end
    /// a session.
    init(_ fault: TokenFault) {
        switch fault {
        case .oauth(let error) where error.status >= 500 || error.status == 429:
            self = .unavailable(status: error.status, retryAfter: nil)
        case .oauth(let error) where error.isTemporary:
            self = .unavailable(status: error.status, retryAfter: nil)
        case .oauth(let error):
            self = error.kind == .invalidGrant ? .ended(error) : .refused(error)
        case .status(let status, let wait) where status >= 500 || [408, 425, 429].contains(status):
            self = .unavailable(status: status, retryAfter: wait)
        case .notJSON, .badJSON, .redirected, .status, .missing, .wrongType, .unknownTokenType, .notBound,
            .badCharacters,
            .tooLong:
            self = .unusable(fault)
        }
    }

    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .ended(let error), .refused(let error): error.reason
        case .unavailable: "refresh_unavailable"
        case .unusable(let fault): fault.reason
        }
    }

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .ended(let error), .refused(let error):
            return error.message(for: .refresh)
        case .unavailable(let status, let wait):
            let advice = wait.map { "Try again after \(Durations.short($0))." } ?? "Try again later."
            return "The provider cannot refresh right now (HTTP \(status)). The session is kept. \(advice)"
        case .unusable(let fault):
            return
                "The token endpoint did not answer the refresh as it should: \(fault.brief). Nothing of it is used, the "
                + "session is kept. Try again; if it stays so, log in again."
        }
    }
}

extension TokenError {
    /// Codes of RFC 6749 section 4.1.2.1 that some providers send from the token endpoint too.
    var isTemporary: Bool { code.isExactly("server_error") || code.isExactly("temporarily_unavailable") }
}
