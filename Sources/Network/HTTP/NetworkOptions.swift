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
