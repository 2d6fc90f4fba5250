/// Any absolute URI, split by RFC 3986 section 3.
///
/// Nothing is normalised: ``text`` stays octet for octet, because issuers and redirect URIs are compared that way
/// (RFC 6749 3.1.2.3, OpenID Connect Discovery 4.3). Only ``scheme`` and ``host`` are given in lower case, since they
/// have no case (RFC 3986 6.2.2.1). Controls, spaces, backslashes and characters outside of ASCII are refused: parsers
/// disagree about them, and such disagreements send secrets to the wrong host.
public struct URIParts: Sendable, Hashable {
    public let text: String
    /// In lower case, without the colon.
    public let scheme: String
    /// What stands before `@`.
    public let userinfo: String?
    /// In lower case; an IPv6 address without its brackets.
    ///
    /// Nil when there is no `//`, empty for `file:///x`.
    public let host: String?
    /// The port that is written there.
    public let port: Int?
    public let path: String
    /// Without `?`.
    ///
    /// Nil when there is no `?`.
    public let query: String?
    /// Without `#`.
    ///
    /// Nil when there is no `#`.
    public let fragment: String?

    public init(_ text: String) throws(URIFault) {
        let octets = Array(text.utf8.prefix(Limits.address + 1))
        guard !octets.isEmpty else { throw .empty }
        guard octets.count <= Limits.address else { throw .tooLong(limit: Limits.address) }
        try Self.refuseForeignCharacters(octets, of: text)

        guard let colon = octets.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(octets[..<colon]) else {
            throw .noScheme
        }
        self.text = text
        scheme = Self.string(octets[..<colon]).lowercased()

        // The fragment begins at the first #, the query at the first ? before it.
        var rest = octets[(colon + 1)...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            fragment = Self.string(rest[(hash + 1)...])
            rest = rest[..<hash]
        } else {
            fragment = nil
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Self.string(rest[(mark + 1)...])
            rest = rest[..<mark]
        } else {
            query = nil
        }
        if rest.starts(with: Array("//".utf8)) {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            let authority = try Authority(rest[..<end])
            userinfo = authority.userinfo
            host = authority.host
            port = authority.port
            rest = rest[end...]
        } else {
            userinfo = nil
            host = nil
            port = nil
        }
        try Self.refuseOutsidePath(rest)
        path = Self.string(rest)
    }

    /// A copy that differs in its query. Both must already be legal.
    init(_ old: URIParts, text: String, query: String) {
        self.text = text
        scheme = old.scheme
        userinfo = old.userinfo
        host = old.host
        port = old.port
        path = old.path
        self.query = query
        fragment = old.fragment
    }

    static func string(_ octets: some Sequence<UInt8>) -> String { String(decoding: Array(octets), as: UTF8.self) }
}

extension URIParts {
    /// What is refused everywhere. Browsers leave `{ | } ^` and a back quote in queries as they are, so those are
    /// refused only in front of the query.
    private static func refuseForeignCharacters(_ octets: [UInt8], of text: String) throws(URIFault) {
        let refused = Array("\"<>\\".utf8)
        guard let offset = octets.firstIndex(where: { $0 <= 0x20 || $0 >= 0x7f || refused.contains($0) }) else {
            return
        }
        let index = text.utf8.index(text.utf8.startIndex, offsetBy: offset)
        throw .badCharacter(ForeignText(String(text.unicodeScalars[index])), offset: offset)
    }

    private static func refuseOutsidePath(_ path: ArraySlice<UInt8>) throws(URIFault) {
        // RFC 3986 3.3: pchar, and the slash.
        let others = Array("!$&'()*+,;=:@/%".utf8)
        for offset in path.indices {
            let octet = path[offset]
            guard PercentCoding.isUnreserved(octet) || others.contains(octet) else {
                throw .badCharacter(ForeignText(string([octet])), offset: offset)
            }
            if octet == UInt8(ascii: "%") {
                guard offset + 2 < path.endIndex, PercentCoding.hexValue(path[offset + 1]) != nil,
                    PercentCoding.hexValue(path[offset + 2]) != nil
                else { throw .badPercent(offset: offset) }
            }
        }
    }

    /// RFC 3986 3.1: a letter, then letters, digits, `+`, `-` and `.`.
    private static func isScheme(_ octets: ArraySlice<UInt8>) -> Bool {
        guard let first = octets.first, PercentCoding.isLetter(first) else { return false }
        return octets.allSatisfy {
            PercentCoding.isLetter($0) || PercentCoding.isDigit($0) || Array("+-.".utf8).contains($0)
        }
    }
}
