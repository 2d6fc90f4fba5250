public import OAuth

/// A login that a person wants to repeat: where, as which client, asking for what.
///
/// It holds no secret: a client secret stays in the file that ``clientSecretFile`` names.
public struct Profile: Sendable, Equatable {
    public let name: ProfileName
    /// The preset whose rules it follows, by its id; nil for a provider as the specifications want it.
    public var provider: String?
    /// The values of the preset that the person gave.
    public var values: [FormPair]
    public var issuer: Issuer
    public var clientID: String
    /// In the order in which they are asked for.
    public var scopes: [String]
    /// As registered at the provider; `nil` for a free port on loopback.
    public var redirectURI: RedirectURI?
    /// The port to listen on, if it is not to be a free one.
    public var port: Int?
    /// More parameters of the authorization request.
    public var parameters: [FormPair]
    public var clientSecretFile: String?
    /// File with the private key that proves the client (RFC 7523).
    public var clientKeyFile: String?
    /// `kid` of that key at the provider.
    public var clientKeyID: String?
    /// File with the private keys that open what the provider encrypts for the client (RFC 7516).
    public var decryptionKeyFile: String?
    /// Whether tokens are bound to a key of the login (RFC 9449); `nil` for what is usual at the provider.
    public var dpop: Use?
    /// PEM file with more trust roots.
    public var caFile: String?
    /// How long to wait for the answer from the browser, in seconds.
    public var waitSeconds: Double?
    /// The command that opens addresses, as in `BROWSER`.
    public var browser: String?

    /// The scopes of a profile that names none.
    public static let usualScopes = ["openid", "profile", "email"]
    /// The longest wait that a profile can ask for, in seconds.
    public static let longestWait = 86_400.0

    public init(
        name: ProfileName, provider: String? = nil, values: [FormPair] = [], issuer: Issuer, clientID: String,
        scopes: [String] = Self.usualScopes,
        redirectURI: RedirectURI? = nil, port: Int? = nil, parameters: [FormPair] = [], clientSecretFile: String? = nil,
        caFile: String? = nil, waitSeconds: Double? = nil, browser: String? = nil
    ) {
        self.name = name
        self.provider = provider
        self.values = values
        self.issuer = issuer
        self.clientID = clientID
        self.scopes = scopes
        self.redirectURI = redirectURI
        self.port = port
        self.parameters = parameters
        self.clientSecretFile = clientSecretFile
        self.caFile = caFile
        self.waitSeconds = waitSeconds
        self.browser = browser
    }

    /// Whether a login can be begun with it, as far as that shows before the provider's own rules are known.
    ///
    /// - Throws: `ClientFault` for the first field that cannot be used.
    public func judge() throws(ClientFault) {
        try ClientConfiguration.judge(clientID: clientID, scopes: scopes, extraParameters: parameters)
    }
}
