import FoundationEssentials

/// How a ``DemoProvider`` is to behave.
public struct DemoProviderOptions: Sendable {
    /// What the provider signs its tokens with.
    public enum Algorithm: String, Sendable, CaseIterable {
        case rs256 = "RS256"
        case es256 = "ES256"
    }

    /// The port on 127.0.0.1; `nil` lets the system choose a free one.
    public var port: Int?
    public var algorithm: Algorithm
    /// Seconds for which an access token and an ID token are valid.
    public var accessTokenLifetime: Int
    /// Seconds for which an authorization code is valid (RFC 6749 section 4.1.2 recommends at most ten minutes).
    public var codeLifetime: Int
    /// Seconds for which a refresh token is valid; each use gives a new one.
    public var refreshTokenLifetime: Int
    public var clientID: String
    /// `nil` makes the client a public one (RFC 6749 section 2.1), as a program on a person's machine is.
    public var clientSecret: String?
    /// The path of the client's redirect URI on 127.0.0.1 or ::1; its port is free (RFC 8252 section 7.3).
    public var redirectPath: String
    /// Further redirect URIs, compared octet for octet. Only `http` on loopback is accepted, `localhost` included.
    public var redirectURIs: [String]
    public var username: String
    /// `nil` makes a random one, which is what a provider that people can reach needs.
    public var password: String?

    /// `nil` serves over http, which on loopback needs no TLS (RFC 8252 section 7.3 for the way back).
    public var tls: TLS?

    /// The port that the provider's addresses name, when clients reach it through something that stands before it, such
    /// as a proxy that slows the line; `nil` names its own.
    public var frontPort: Int?
    /// The path of the issuer: empty, `/`, or such as `/tenant`.
    public var issuerPath = ""
    /// The name of the fault in ``FaultCatalog`` that is committed.
    public var fault: String?
    /// Whether what clients do is noted, with a second server to see it from: ``DemoProvider/control``.
    public var isWatched = false

    /// What is offered besides the code flow.
    public var offers = DemoProviderOffers()
    /// What is demanded besides PKCE; it changes ``offers``.
    public var demands: Set<DemoDemand> = []

    /// Made at the start where an offer needs them.
    var clientKeys: ClientKeyPairs?

    /// With all that the demands mean.
    mutating func meetDemands() {
        for demand in demands { demand.apply(to: &offers) }
        if clientKeys == nil, offers.requiresClientKey || offers.encrypts { clientKeys = ClientKeyPairs() }
    }

    /// Milliseconds since 1970, for what a person would not notice. Only tests set another clock.
    var milliseconds: @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1000) }
    /// Seconds since 1970. Only tests set another clock.
    var clock: @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }

    /// Without arguments: what suits a person at this machine.
    public init(
        port: Int? = nil,
        algorithm: Algorithm = .rs256,
        accessTokenLifetime: Int = 300,
        codeLifetime: Int = 60,
        refreshTokenLifetime: Int = 86400,
        clientID: String = "pixie-demo",
        clientSecret: String? = nil,
        redirectPath: String = "/callback",
        redirectURIs: [String] = [],
        username: String = "demo",
        password: String? = nil
    ) {
        self.port = port
        self.algorithm = algorithm
        self.accessTokenLifetime = accessTokenLifetime
        self.codeLifetime = codeLifetime
        self.refreshTokenLifetime = refreshTokenLifetime
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.redirectPath = redirectPath
        self.redirectURIs = redirectURIs
        self.username = username
        self.password = password
    }
}
