/// That a person proved who they are, in one browser.
struct SignIn: Sendable, Equatable {
    /// Names the session in tokens (`sid`, OpenID Connect Front-Channel Logout 1.0 section 3); it is not the cookie.
    let id: String
    let username: String
    /// Seconds since 1970 (`auth_time`).
    let time: Int
}

/// What the person allowed the client to have.
struct Grant: Sendable, Equatable {
    /// Names everything that came from one authorization, so that all of it can be revoked at once.
    let family: String
    let scopes: [String]
    let signIn: SignIn
    /// A client that registered itself; `nil` for the one that is there from the start.
    var client: String?
    /// Where the tokens may be used (RFC 8707); empty for the userinfo endpoint.
    var resources: [String] = []
}

/// A client that registered itself (RFC 7591).
struct RegisteredApplication: Sendable, Equatable {
    let secret: String?
    let redirects: [LoopbackURI]
}

/// What an authorization code stands for.
struct CodeGrant: Sendable, Equatable {
    let grant: Grant
    let redirectURI: String
    let challenge: String
    let nonce: String?
    /// The thumbprint of the key that alone may exchange it (RFC 9449 section 10).
    var key: String?
    var isUsed = false
}

/// What a refresh token stands for.
struct RefreshGrant: Sendable, Equatable {
    let grant: Grant
    /// The thumbprint of the key it is bound to (RFC 9449 section 5).
    let key: String?
    /// Whether a newer one took its place. Its use then shows that it is in two hands (RFC 9700 section 4.14.2).
    var isUsed = false
}

/// What an access token stands for.
struct AccessGrant: Sendable, Equatable {
    let grant: Grant
    let scopes: [String]
    /// The thumbprint of the key it is bound to (RFC 9449 section 6).
    let key: String?
}

/// A person between the client's request and its answer: signing in or being asked for consent.
struct Interaction: Sendable {
    let id: String
    /// Bound to the form; another site cannot know it.
    let formToken: String
    /// The cookie of the browser that asked.
    let browser: String
    let order: AuthorizationOrder
    var signIn: SignIn?
    var wrongPasswords = 0
}

/// A browser in which the person is signed in.
struct BrowserSession: Sendable {
    let signIn: SignIn
    /// What was allowed in this session, so that it is not asked twice.
    var allowedScopes: Set<String> = []
}
