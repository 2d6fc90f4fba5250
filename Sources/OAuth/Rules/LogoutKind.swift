/// How the person's session at the provider ends.
public enum LogoutKind: Sendable, Equatable {
    /// At the end session endpoint, if there is one (OpenID Connect RP-Initiated Logout 1.0).
    case endSession
    /// At this address, with the `sid` of the access token as `session_id`.
    case sessionID(address: WebAddress)
    /// Not at all: the provider offers nothing for it.
    case none
}
