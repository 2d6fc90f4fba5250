/// User information, host and port of a URI (RFC 3986 section 3.2).
///
/// Hosts are taken strictly: a form that some resolver reads as another address (`0x7f.1`, `2130706433`, `127.1`,
/// percent-encoded names, zone identifiers) is refused, so that what is shown and checked is what is connected to.
struct Authority {
    let userinfo: String?
    let host: String
    let port: Int?

    init(_ octets: ArraySlice<UInt8>) throws(URIFault) {
        var rest = octets
        if let at = rest.firstIndex(of: UInt8(ascii: "@")) {
            let name = rest[..<at]
            rest = rest[(at + 1)...]
            guard !rest.contains(UInt8(ascii: "@")) else { throw .badUserinfo }
            userinfo = URIParts.string(name)
        } else {
            userinfo = nil
        }

        let hostOctets: ArraySlice<UInt8>
        let afterHost: ArraySlice<UInt8>
        if rest.first == UInt8(ascii: "[") {
            guard let bracket = rest.firstIndex(of: UInt8(ascii: "]")) else {
                throw .badHost(ForeignText(URIParts.string(rest)))
            }
            hostOctets = rest[(rest.startIndex + 1)..<bracket]
            afterHost = rest[(bracket + 1)...]
            guard IPAddress.sixGroups(hostOctets) != nil, afterHost.first ?? UInt8(ascii: ":") == UInt8(ascii: ":")
            else { throw .badHost(ForeignText(URIParts.string(rest))) }
        } else {
            let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
            hostOctets = rest[..<end]
            afterHost = rest[end...]
            guard hostOctets.isEmpty || Self.isName(hostOctets) || IPAddress.fourOctets(hostOctets) != nil else {
                throw .badHost(ForeignText(URIParts.string(hostOctets)))
            }
        }
        host = URIParts.string(hostOctets).lowercased()
        port = try Self.port(afterHost)
    }

    /// Nothing, or a colon and a number from 1 to 65535 without leading zeros.
    private static func port(_ octets: ArraySlice<UInt8>) throws(URIFault) -> Int? {
        guard !octets.isEmpty else { return nil }
        let digits = octets.dropFirst()
        guard (1...5).contains(digits.count), digits.allSatisfy(PercentCoding.isDigit),
            digits.first != UInt8(ascii: "0"), let number = Int(URIParts.string(digits)), number <= 65_535
        else { throw .badPort(ForeignText(URIParts.string(digits))) }
        return number
    }

    /// A host name as DNS has it (RFC 1123 2.1, and `_` which exists in practice): labels of 1 to 63 characters that
    /// neither start nor end in `-`, the last of them not a number.
    private static func isName(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count <= 253 else { return false }
        let labels = octets.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let hyphen = UInt8(ascii: "-")
        guard
            labels.allSatisfy({ label in
                (1...63).contains(label.count) && label.first != hyphen && label.last != hyphen
                    && label.allSatisfy {
                        PercentCoding.isLetter($0) || PercentCoding.isDigit($0) || $0 == hyphen
                            || $0 == UInt8(ascii: "_")
                    }
            }), let last = labels.last, let first = last.first
        else { return false }
        // Resolvers read a last label such as 1, 0x7f or 017 as part of an IPv4 address.
        return !PercentCoding.isDigit(first)
    }
}

/// IP addresses in their literal forms.
enum IPAddress {
    /// Four decimal numbers from 0 to 255 without leading zeros, or nil.
    static func fourOctets(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let numbers = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard numbers.count == 4 else { return nil }
        var octets: [UInt8] = []
        for number in numbers {
            guard (1...3).contains(number.count), number.allSatisfy(PercentCoding.isDigit),
                number.count == 1 || number.first != UInt8(ascii: "0"), let value = UInt8(URIParts.string(number))
            else { return nil }
            octets.append(value)
        }
        return octets
    }

    /// The eight groups of an IPv6 address (RFC 4291 2.2), without zone, or nil.
    static func sixGroups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        let pieces = text.split(separator: colon, omittingEmptySubsequences: false)
        guard (3...9).contains(pieces.count) else { return nil }
        var before: [UInt16] = []
        var after: [UInt16]?
        for (index, piece) in pieces.enumerated() {
            let isEdge = index == 0 || index == pieces.count - 1
            if piece.isEmpty {
                // The `::` shows as one empty piece inside, and as two at an edge.
                if isEdge {
                    let neighbour = index == 0 ? pieces[1] : pieces[pieces.count - 2]
                    guard neighbour.isEmpty else { return nil }
                } else {
                    guard after == nil else { return nil }
                    after = []
                }
                continue
            }
            var groups: [UInt16] = []
            if index == pieces.count - 1, piece.contains(UInt8(ascii: ".")) {
                guard let four = fourOctets(piece) else { return nil }
                groups = [UInt16(four[0]) << 8 | UInt16(four[1]), UInt16(four[2]) << 8 | UInt16(four[3])]
            } else {
                guard piece.count <= 4, piece.allSatisfy({ PercentCoding.hexValue($0) != nil }),
                    let group = UInt16(URIParts.string(piece), radix: 16)
                else { return nil }
                groups = [group]
            }
            if after == nil { before += groups } else { after?.append(contentsOf: groups) }
        }
        let written = before.count + (after?.count ?? 0)
        guard let after else { return written == 8 ? before : nil }
        guard written <= 7 else { return nil }
        return before + Array(repeating: 0, count: 8 - written) + after
    }

    /// 127.0.0.0/8 and ::1 (RFC 1122 3.2.1.3, RFC 4291 2.5.3). IPv4-mapped and unspecified addresses are not loopback.
    static func isLoopback(_ host: String) -> Bool {
        let octets = Array(host.utf8)[...]
        if let four = fourOctets(octets) { return four[0] == 127 }
        return sixGroups(octets) == [0, 0, 0, 0, 0, 0, 0, 1]
    }
}
