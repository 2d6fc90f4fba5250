/// An http or https address with a host and without user information.
///
/// ``text`` is kept octet for octet; two addresses are equal when their texts are.
public struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    /// The schemes that an address may have, in lower case.
    public enum Scheme: String, Sendable, Hashable {
        case http
        case https

        /// RFC 9110 4.2.
        public var defaultPort: Int {
            switch self {
            case .http: 80
            case .https: 443
            }
        }
    }

    public let parts: URIParts
    public let scheme: Scheme
    /// In lower case; an IPv6 address without its brackets.
    public let host: String
    /// The written port, or the scheme's own.
    public let port: Int

    public init(_ text: String) throws(URIFault) {
        try self.init(URIParts(text))
    }

    public init(_ parts: URIParts) throws(URIFault) {
        guard let scheme = Scheme(rawValue: parts.scheme) else { throw .notWeb(scheme: ForeignText(parts.scheme)) }
        guard let host = parts.host, !host.isEmpty else { throw .noHost }
        guard parts.userinfo == nil else { throw .hasUserinfo }
        self.parts = parts
        self.scheme = scheme
        self.host = host
        port = parts.port ?? scheme.defaultPort
    }

    public var text: String { parts.text }
    public var path: String { parts.path }
    /// Without `?`.
    public var query: String? { parts.query }
    /// Without `#`.
    public var fragment: String? { parts.fragment }
    public var description: String { text }

    /// Whether it leads to this machine: 127.0.0.0/8, ::1, or the name `localhost` (which `Network` pins to them).
    public var isLoopback: Bool { host == "localhost" || IPAddress.isLoopback(host) }

    /// Scheme, host and port, the port always written: `https://login.example.com:443`.
    public var origin: String { "\(scheme.rawValue)://\(bracketedHost):\(port)" }

    /// The host as it stands in an address: an IPv6 address in brackets.
    public var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

    /// The address with `encoded` behind its own query, which is kept (RFC 6749 section 3.1).
    ///
    /// `encoded` must come from ``FormEncoding``: anything else would be a mistake of ours.
    public func appendingQuery(_ encoded: String) -> WebAddress {
        precondition(
            encoded.utf8.allSatisfy { PercentCoding.isUnreserved($0) || Array("%+&=".utf8).contains($0) },
            "WebAddress.appendingQuery: the query is not encoded")
        guard !encoded.isEmpty else { return self }
        let query: String
        if let old = parts.query, !old.isEmpty {
            query = old.utf8.last == UInt8(ascii: "&") ? old + encoded : old + "&" + encoded
        } else {
            query = encoded
        }
        var text = String(text.prefix { $0 != "?" && $0 != "#" })
        text += "?" + query
        if let fragment = parts.fragment { text += "#" + fragment }
        return WebAddress(self, parts: URIParts(parts, text: text, query: query))
    }

    private init(_ old: WebAddress, parts: URIParts) {
        self.parts = parts
        scheme = old.scheme
        host = old.host
        port = old.port
    }
}
