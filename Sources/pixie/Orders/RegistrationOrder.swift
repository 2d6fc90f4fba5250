/// How a client is to be registered before its first login (RFC 7591).
struct RegistrationOrder {
    /// Of the profile that it becomes.
    let name: String?
    /// Has the initial access token.
    let tokenFile: String?
}
