/// Every limit that pixie puts on what others send it, in one place.
///
/// Documentation and tests read them from here.
///
/// Sizes are octets, times are seconds. No answer of a server, no paste and no file may cost unbounded memory or time
/// (CWE-770).
public enum Limits {
    /// Body of any HTTP answer.
    public static let responseBody = 1 << 20
    /// Status line and headers of any HTTP answer.
    public static let headerBlock = 64 << 10
    /// A whole HTTP exchange, from connecting to the last octet of the body; one octet per second does not stretch it.
    public static let exchangeSeconds = 30.0
    /// Connecting, with the TLS handshake.
    public static let connectSeconds = 10.0
    /// The wait for the person in the browser.
    public static let loginWaitSeconds = 600.0
    /// Request line that the callback listener reads, except at the callback's own path (``address``).
    public static let requestLine = 16 << 10
    /// A form that the browser brings to the callback listener, where one was asked for.
    public static let callbackForm = 64 << 10
    /// Redirects of a discovery `GET`: same origin, https or loopback.
    ///
    /// Every other call follows none.
    public static let discoveryRedirects = 3
    /// Keys that are read of a key set.
    public static let keys = 100
    /// Nesting of objects and arrays in JSON.
    public static let jsonDepth = 64
    /// How far another clock may be behind or ahead of ours for `exp` and `nbf`.
    public static let expTolerance = 60.0
    /// How far ahead of our clock an `iat` may lie.
    public static let iatTolerance = 300.0
    /// A token given to the inspector.
    public static let inspectorToken = 1 << 20
    /// Any token of a login, and of a session that is kept.
    ///
    /// As much as the answer may have that brings it.
    public static let storedToken = 1 << 20
    /// A secret that is read from a file of its own.
    public static let secretFile = 64 << 10
    /// What is read of one paste.
    public static let paste = 64 << 10
    /// Fetches of a key set in one login.
    public static let keyFetches = 2
    /// Between two refreshes that nobody asked for.
    public static let refreshPauseSeconds = 30.0
    /// Header fields of one answer.
    public static let headerFields = 256
    /// One `WWW-Authenticate`, in octets.
    public static let challenge = 4 << 10
    /// Tries of one `GET` of public data.
    public static let getTries = 2
    /// An issuer, in octets. Well-known paths are added to it, and it is compared and shown whole.
    public static let issuer = 2048
    /// Any address: a discovered endpoint, a callback.
    ///
    /// The listener reads so much at the callback's own path: an error with a long description must end the login too.
    public static let address = 128 << 10
    /// A client identifier.
    public static let clientID = 2 << 10
    /// All scopes of one request, with the spaces between them.
    public static let scopeText = 8 << 10
    /// The value of one additional request parameter.
    public static let parameterValue = 8 << 10
}
