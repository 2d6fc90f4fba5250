/// What the answer to the question means whether the code was entered (RFC 8628 section 3.5).
public enum DevicePoll: Sendable, Equatable {
    case signedIn(TokenSet)
    /// `authorization_pending`: ask again after the interval.
    case pending
    /// `slow_down` or HTTP 429: ask less often from now on; seconds that the provider wants at least.
    case slower(atLeast: Double?)
    /// The provider is busy or broken; ask again, less often.
    case unavailable
    /// `access_denied`.
    case denied
    /// `expired_token`.
    case expired
    /// It will not work.
    case failed(TokenFault)

    /// Judges one answer of the token endpoint to the question. Whatever is no token says whether to ask again.
    ///
    /// - Parameters:
    ///   - wantsIDToken: Whether tokens without an ID token are refused.
    ///   - isBound: Whether the request proved a DPoP key, so that only a token bound to it will do.
    ///   - rules: What the answers of this provider lack, and what they tell besides.
    public static func judge(
        _ reply: HTTPReply, requestedScopes: [String], wantsIDToken: Bool, isBound: Bool = false,
        rules: ProviderRules = .standard
    ) -> DevicePoll {
        do throws(TokenFault) {
            return .signedIn(
                try TokenAnswer.judge(
                    reply, requestedScopes: requestedScopes, wantsIDToken: wantsIDToken, isBound: isBound,
                    rules: rules))
        } catch {
            return DevicePoll(error)
        }
    }

    private init(_ fault: TokenFault) {
        switch fault {
        case .oauth(let refusal) where refusal.kind == .authorizationPending: self = .pending
        case .oauth(let refusal) where refusal.kind == .slowDown: self = .slower(atLeast: nil)
        case .oauth(let refusal) where refusal.kind == .accessDenied: self = .denied
        case .oauth(let refusal) where refusal.kind == .expiredToken: self = .expired
        case .oauth(let refusal) where refusal.status >= 500 || refusal.isTemporary: self = .unavailable
        case .status(429, let wait): self = .slower(atLeast: wait)
        case .status(let status, _) where status >= 500: self = .unavailable
        case .oauth, .notJSON, .badJSON, .redirected, .status, .missing, .wrongType, .unknownTokenType, .notBound,
            .badCharacters,
            .tooLong:
            self = .failed(fault)
        }
    }
}
