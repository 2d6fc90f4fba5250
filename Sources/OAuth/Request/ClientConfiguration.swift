/// The application that logs the person in, as the provider knows it.
public struct ClientConfiguration: Sendable, Equatable {
    public let issuer: Issuer
    public let clientID: String
    /// Nil for a public client, which has none to keep (RFC 6749 section 2.1).
    public let clientSecret: Secret?
    /// In the order in which they are asked for.
    ///
    /// It may be empty: some providers know no scope.
    public let scopes: [String]
    /// Additional parameters of the authorization request, such as `prompt` or `login_hint`.
    public let extraParameters: [FormPair]
    /// In what the provider differs from the specifications.
    @Boxed public private(set) var rules: ProviderRules
    /// Its private keys at the provider.
    public let keys: ClientKeys

    /// - Throws: ``ClientFault`` for the first field that cannot be used.
    public init(
        issuer: Issuer, clientID: String, clientSecret: Secret? = nil, scopes: [String] = ["openid"],
        extraParameters: [FormPair] = [], rules: ProviderRules = .standard, keys: ClientKeys = .none
    ) throws(ClientFault) {
        try Self.judge(clientID: clientID, scopes: scopes, extraParameters: extraParameters)
        if let clientSecret, clientSecret.isEmpty { throw .emptySecret }
        // One way to prove itself: with two, nobody could say which of them the provider trusts.
        if clientSecret != nil, keys.signing != nil { throw .secretAndKey }
        try rules.judge(secret: clientSecret)
        try rules.judge(keys: keys)
        try rules.judge(scopes: scopes)
        try rules.judge(parameters: extraParameters)
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.scopes = scopes
        self.extraParameters = extraParameters
        self.rules = rules
        self.keys = keys
    }

    /// Whether these can be a client's at any provider, without making one.
    ///
    /// - Throws: ``ClientFault`` for the first that cannot be used.
    public static func judge(
        clientID: String, scopes: [String], extraParameters: [FormPair]
    ) throws(ClientFault) {
        try judge(clientID: clientID)
        try judge(scopes: scopes)
        try ExtraParameterRules.judge(extraParameters)
    }

    /// The same client with these keys, and with this use of DPoP if one was chosen.
    public func proving(keys: ClientKeys, dpop: Use?) throws(ClientFault) -> ClientConfiguration {
        var rules = rules
        if let dpop { rules.dpop.use = dpop }
        return try ClientConfiguration(
            issuer: issuer, clientID: clientID, clientSecret: clientSecret, scopes: scopes,
            extraParameters: extraParameters, rules: rules, keys: keys)
    }

    /// The scopes as one parameter, with a space between them (RFC 6749 section 3.3).
    public var scopeText: String { scopes.joined(separator: " ") }

    /// Whether an ID token is used when it comes (OpenID Connect Core 3.1.2.1).
    public var wantsIDToken: Bool {
        switch rules.idToken {
        case .byScope: scopes.contains("openid")
        case .required, .optional: true
        case .absent: false
        }
    }

    /// Whether an answer without an ID token is refused.
    public var demandsIDToken: Bool { wantsIDToken && rules.idToken != .optional }

    /// Whether the request carries a `nonce`, so that the ID token must have it too.
    public var sendsNonce: Bool {
        switch rules.request.nonce {
        case .required: true
        case .optional: wantsIDToken
        case .absent: false
        }
    }

    /// How many seconds before the request the person may have signed in, when it limits that (OpenID Connect Core
    /// section 3.1.2.1).
    public var maxAge: Double? { extraParameters.last { $0.name == "max_age" }.flatMap { Double($0.value) } }

    static let formPost = "form_post"

    /// Whether the answer is asked for as a form that the browser posts (OAuth 2.0 Form Post Response Mode).
    public var wantsFormPost: Bool {
        extraParameters.contains { $0.name == "response_mode" && $0.value == Self.formPost }
    }

    /// The values of `resource`, which the token request repeats (RFC 8707 section 2.2).
    public var resources: [String] { extraParameters.filter { $0.name == "resource" }.map(\.value) }

    /// What the exchange repeats of the request because the provider wants it.
    var repeatedParameters: [FormPair] { extraParameters.filter { rules.token.repeats.contains($0.name) } }

    /// The scopes in a line that a person typed, at any number of spaces.
    public static func scopes(typed: String) throws(ClientFault) -> [String] {
        let words = typed.unicodeScalars.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        let scopes = words.map { String($0) }
        try judge(scopes: scopes)
        return scopes
    }

    /// RFC 6749 A.1 allows visible ASCII and spaces; other letters are let through, since they are sent encoded and
    /// providers issue what they like. What cannot be seen is refused.
    private static func judge(clientID: String) throws(ClientFault) {
        guard clientID.unicodeScalars.contains(where: { $0 != " " }) else { throw .emptyID }
        guard clientID.utf8.count <= Limits.clientID else { throw .longID(limit: Limits.clientID) }
        for (position, scalar) in clientID.unicodeScalars.enumerated() where !DisplaySafety.isPlain(scalar) {
            throw .badID(position: position + 1)
        }
    }

    private static func judge(scopes: [String]) throws(ClientFault) {
        guard scopes.reduce(0, { $0 + $1.utf8.count + 1 }) <= Limits.scopeText else {
            throw .longScopes(limit: Limits.scopeText)
        }
        var seen: Set<String> = []
        for scope in scopes {
            guard !scope.isEmpty else { throw .emptyScope }
            // RFC 6749 A.4: %x21 / %x23-5B / %x5D-7E.
            let isToken = scope.utf8.allSatisfy {
                (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
            }
            guard isToken else { throw .badScope(ForeignText(scope)) }
            guard seen.insert(scope).inserted else { throw .repeatedScope(ForeignText(scope)) }
        }
    }
}
