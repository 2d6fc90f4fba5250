/// Why `pixie token` and `pixie logout` ended before anything was asked of the provider, or beside that: `reason` in
/// their objects. What a refresh or a sign-out itself came to has reasons of its own, in `LoginFlow`.
public enum SessionReason: String, Sendable, CaseIterable {
    case ok
    case cancelled
    case noSession = "no_session"
    /// The provider had refused the refresh token before.
    case sessionEnded = "session_ended"
    /// What is stored cannot be understood.
    case sessionUnreadable = "session_unreadable"
    case sessionDamaged = "session_damaged"
    /// Another pixie works with it.
    case sessionLocked = "session_locked"
    case passphraseNeeded = "passphrase_needed"
    case wrongPassphrase = "wrong_passphrase"
    case storeUnusable = "store_unusable"
    /// Proxy or certificates of this machine cannot be used, so nothing was sent.
    case network
    /// A parameter of the command line may not be in a token request.
    case parameterRefused = "parameter_refused"
    case noIDToken = "no_id_token"
    /// The person was asked to log in, and did not want to.
    case loginDeclined = "login_declined"
    /// The person was asked to log in, and it did not succeed.
    case loginFailed = "login_failed"
}
