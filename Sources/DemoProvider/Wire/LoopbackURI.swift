/// An `http` address on this machine, split and otherwise untouched.
///
/// Only these can be redirect URIs of the demo provider, and only these are visited by ``DemoVisitor``.
struct LoopbackURI: Sendable, Hashable {
    let text: String
    /// `127.0.0.1`, `[::1]` or `localhost`.
    let host: String
    /// `nil` when the address names none.
    let port: Int?
    /// Starts with `/`, or is empty.
    let path: String
    let query: String?

    /// `http://host:port`, as a Host header and a CSP source write it.
    var origin: String { "http://" + authority }
    var authority: String { port.map { "\(host):\($0)" } ?? host }
    /// RFC 8252 section 8.3 wants the address, not a name that may resolve elsewhere.
    var isLiteral: Bool { host != "localhost" }

    /// The address with more parameters behind its own query (RFC 6749 section 4.1.2).
    func appendingQuery(_ encoded: String) -> String {
        guard let query else { return text + "?" + encoded }
        return text + (query.isEmpty ? "" : "&") + encoded
    }

    /// `nil` for another scheme or host, user information, a fragment, or characters that no URI has.
    init?(_ text: String) {
        let prefix = "http://"
        guard text.utf8.count <= 16 << 10, text.lowercased().hasPrefix(prefix),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Array("\"<>\\^`{|}#".utf8).contains($0) })
        else { return nil }
        let rest = text.dropFirst(prefix.count)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let tail = rest[authority.endIndex...]
        guard let (host, port) = Self.split(authority: authority) else { return nil }
        self.text = text
        self.host = host
        self.port = port
        if let mark = tail.firstIndex(of: "?") {
            path = String(tail[..<mark])
            query = String(tail[tail.index(after: mark)...])
        } else {
            path = String(tail)
            query = nil
        }
    }

    private static func split(authority: Substring) -> (host: String, port: Int?)? {
        for host in ["127.0.0.1", "[::1]", "localhost"] where authority.lowercased().hasPrefix(host) {
            let rest = authority.dropFirst(host.count)
            if rest.isEmpty { return (host, nil) }
            guard rest.first == ":", rest.count > 1, rest.count <= 6, rest.dropFirst().allSatisfy(\.isASCIIDigit),
                let port = Int(rest.dropFirst()), (1...65535).contains(port)
            else { return nil }
            return (host, port)
        }
        return nil
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
