/// In what a provider differs from the specifications, or stays behind them: one switch for each difference.
///
/// Whatever decides how a request is made or an answer is judged asks these rules. They are a value of the profile;
/// nothing is ever guessed from a host name. What no rule can switch off: S256, the redirect URI of the answer, no
/// parameter twice, one exchange for a code, and the signature of an ID token that is used.
public struct ProviderRules: Sendable, Equatable {
    /// What messages call the provider, such as `WorkOS AuthKit`; nil when nobody named it.
    public var name: String?
    /// Where its addresses come from.
    public var endpoints = EndpointSource.discovery
    /// What the authorization request carries.
    public var request = RequestRules()
    /// Whether the answer names the issuer (RFC 9207): required also without a promise in the metadata, optional when
    /// only the metadata decide, absent when an answer that has it is refused (section 2.4).
    public var iss = Presence.optional
    /// What the exchange sends and gets.
    public var token = TokenRules()
    /// What an ID token is.
    public var idToken = IDTokenUse.byScope
    /// How the client proves itself.
    public var client = ClientRules()
    /// Whether the request is pushed to the provider first (RFC 9126).
    public var pushing = Use.whenOffered
    /// Proof of possession (RFC 9449).
    public var dpop = DPoPRules()
    /// What is encrypted for the client (RFC 7516).
    public var encryption = EncryptionRules()
    /// Whether the metadata must list S256; it is sent in any case.
    public var challengeMethods = Presence.optional
    /// Where the person's data come from.
    public var user = UserSource.userinfo
    /// How the session at the provider ends.
    public var logout = LogoutKind.endSession
    /// Which redirect URIs it takes.
    public var redirect = RedirectRules()

    public init() {}

    /// A provider as the specifications want it, found by discovery.
    public static let standard = ProviderRules()
}

/// What is to become of an ID token.
public enum IDTokenUse: String, Sendable, Hashable, CaseIterable {
    /// It must come when the scopes have `openid` (OpenID Connect Core section 3.1.2.1), and is not used without.
    case byScope = "by_scope"
    /// It must come, whatever the scopes are.
    case required
    /// It is verified and used when it comes.
    case optional
    /// It is not used, whatever the scopes are.
    case absent
}
