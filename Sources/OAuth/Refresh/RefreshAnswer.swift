/// Judges the answer to a refresh (RFC 6749 sections 5 and 6, OpenID Connect Core section 12.2).
public enum RefreshAnswer {
    /// The tokens in `reply`. A refresh token or an ID token that is missing is no fault: the old one stays.
    ///
    /// - Parameter granted: The scopes of the session; a difference is shown and not refused.
    public static func judge(
        _ reply: HTTPReply, granted: [ForeignText], isBound: Bool = false, rules: ProviderRules = .standard
    ) throws(RefreshFault) -> TokenSet {
        do throws(TokenFault) {
            return try TokenAnswer.judge(
                reply, requestedScopes: granted.map(\.raw), wantsIDToken: false, grant: .refresh, isBound: isBound,
                rules: rules)
        } catch {
            throw RefreshFault(error)
        }
    }
}
