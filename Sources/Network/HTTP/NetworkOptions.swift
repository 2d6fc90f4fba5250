public import OAuth

/// How requests leave this machine. The environment is passed in as values; nothing here reads it.
public struct NetworkOptions: Sendable {
    /// PEM file with certificates that are trusted besides the system's own.
    public var caFile: String?
    /// The value of `https_proxy`: `http://user:password@host:port` or `host:port`.
    public var httpsProxy: String?
    /// The value of `no_proxy`: names, `.suffix`, addresses, `*`, separated by commas.
    public var noProxy: String?
    /// Sent as it is: product and version, nothing about the person or the machine.
    public var userAgent: String

    public init(caFile: String? = nil, httpsProxy: String? = nil, noProxy: String? = nil, userAgent: String) {
        self.caFile = caFile
        self.httpsProxy = httpsProxy
        self.noProxy = noProxy
        self.userAgent = userAgent
    }
}

/// Why no request can be sent with these options.
public enum NetworkFault: Error, Sendable, Equatable {
    case caFile(path: String, why: String)
    case proxy(text: ForeignText, why: String)

    public var message: String {
        switch self {
        case .caFile(let path, let why):
            "The file of certificates \(ForeignText(path).safe(limit: 200)) \(why). "
                + "It must hold at least one certificate in PEM form (-----BEGIN CERTIFICATE-----)."
        case .proxy(let text, let why):
            "The proxy \(text.safe(limit: 100)) of the environment \(why). "
                + "Set https_proxy to http://HOST:PORT, or unset it."
        }
    }
}

/// The limits of one sender. Tests use small ones.
struct NetworkLimits: Sendable {
    var responseBody = Limits.responseBody
    var headerBlock = Limits.headerBlock
    /// Octets on the wire for one answer, chunk framing and interim answers included. It is larger than the body's
    /// limit because a body in chunks of one octet costs six octets for each.
    var rawAnswer = 8 * Limits.responseBody
    var exchangeSeconds = Limits.exchangeSeconds
    var connectSeconds = Limits.connectSeconds
    /// The longest `Retry-After` that is waited for.
    var longestPause = 5.0
    /// The wait before a second try when the server names none.
    var ordinaryPause = 0.5
    /// How long a connection is kept open for the next request.
    var warmSeconds = Limits.loginWaitSeconds + 60
    /// How often a connection that the server closed is opened again.
    var reopenings = 150
    /// A connection that lived shorter is opened again only after as long a pause.
    var reopenPause = 1.0
    /// The pause after an attempt that failed, and as how many reopenings such an attempt counts.
    var failurePause = 10.0
    var failureWeight = 10
}
