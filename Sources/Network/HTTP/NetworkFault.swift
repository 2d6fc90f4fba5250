public import OAuth

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
