import HTTPTypes

/// Every address the provider answers at.
enum Route: String, Sendable {
    case discovery = "/.well-known/openid-configuration"
    /// RFC 8414 section 3: the same document for clients that know only OAuth.
    case oauthMetadata = "/.well-known/oauth-authorization-server"
    case keys = "/jwks"
    case authorize = "/authorize"
    case signIn = "/sign-in"
    case consent = "/consent"
    /// RFC 9126.
    case pushedRequest = "/par"
    /// RFC 8628 section 3.1.
    case device = "/device_authorization"
    /// Where the person enters the code of RFC 8628 section 3.3.
    case devicePage = "/device"
    case token = "/token"
    case userInfo = "/userinfo"
    case revocation = "/revoke"
    /// RFC 7662.
    case introspection = "/introspect"
    /// RFC 7591.
    case registration = "/register"
    case endSession = "/end-session"
    case signOut = "/sign-out"

    var methods: [HTTPRequest.Method] {
        switch self {
        case .discovery, .oauthMetadata, .keys: [.get]
        case .authorize, .userInfo, .endSession, .devicePage: [.get, .post]
        case .signIn, .consent, .token, .revocation, .introspection, .registration, .signOut, .pushedRequest,
            .device:
            [.post]
        }
    }
}
