/// What a provider said of itself in an earlier login, octet for octet, so that the next one can begin at once.
///
/// It is never trusted more than an answer that has just come: the same judge reads it, and the document is fetched
/// again while the person signs in.
public struct RememberedMetadata: Sendable, Equatable {
    public let issuer: Issuer
    /// Where the document was.
    public let address: Endpoint
    public let body: [UInt8]
    public let fetchedAt: Timestamp
    /// From then on it is not used.
    public let until: Timestamp

    /// Seconds that a document is used at most, also when nothing or more is said of it.
    public static let longest = 86_400.0
    /// Octets of a document that is worth remembering; usual ones have two to six thousand.
    public static let limit = 64 << 10

    /// Nil when the answer is not to be remembered: the provider says so (RFC 9111 section 5.2.2), or it is too large.
    public init?(of issuer: Issuer, from address: Endpoint, _ reply: HTTPReply, at now: Timestamp) {
        guard reply.body.count <= Self.limit, let seconds = Self.lifetime(reply), seconds > 0 else { return nil }
        self.init(issuer: issuer, address: address, body: reply.body, fetchedAt: now, until: now + seconds)
    }

    init(issuer: Issuer, address: Endpoint, body: [UInt8], fetchedAt: Timestamp, until: Timestamp) {
        self.issuer = issuer
        self.address = address
        self.body = body
        self.fetchedAt = fetchedAt
        self.until = until
    }

    /// Whether it may still be used. A clock that was set back makes it unusable, not eternal.
    public func isFresh(at now: Timestamp) -> Bool {
        fetchedAt <= now && now < until && until - fetchedAt <= Self.longest
    }

    /// As the answer that it was.
    public var reply: HTTPReply {
        HTTPReply(status: 200, headers: [HTTPReply.Header("Content-Type", "application/json")], body: body)
    }

    /// Seconds that the answer may be used; nil when it must not be kept.
    private static func lifetime(_ reply: HTTPReply) -> Double? {
        let headers = reply.headers.filter { $0.name.lowercased() == "cache-control" }
        var seconds: Double?
        for directive in headers.flatMap({ $0.value.safe(limit: 500).lowercased().split(separator: ",") }) {
            let words = directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
            switch words.first {
            case "no-store", "no-cache": return nil
            case "max-age":
                // What cannot be read is taken for over (RFC 9111 section 4.2.1).
                let digits = words.dropFirst().first ?? ""
                guard !digits.isEmpty, digits.utf8.allSatisfy(PercentCoding.isDigit) else { return nil }
                seconds = Double(digits) ?? 0
            case _: continue
            }
        }
        if seconds == nil, let text = reply.header("Expires")?.safe(limit: 60) {
            guard let end = HTTPDate.read(text), let date = reply.date else { return nil }
            seconds = end - date
        }
        return min(seconds ?? longest, longest)
    }
}

// MARK: as octets of a file

extension RememberedMetadata {
    private static let mark = "pixie metadata 1"
    /// Octets of a file: what stands before the document has at most two addresses.
    public static let fileLimit = limit + 2 * Limits.issuer + 4096

    /// Lines that say what it is, then the document.
    public var octets: [UInt8] {
        let lines = [Self.mark, issuer.text, address.text, String(fetchedAt.seconds), String(until.seconds), ""]
        return Array(lines.joined(separator: "\n").utf8) + body
    }

    /// Nil when a file holds anything else, or the document of another provider.
    public init?(_ octets: [UInt8], of issuer: Issuer) {
        let lines = octets.split(separator: UInt8(ascii: "\n"), maxSplits: 5, omittingEmptySubsequences: false)
        guard octets.count <= Self.fileLimit, lines.count == 6 else { return nil }
        let words = lines.prefix(5).map { String(decoding: $0, as: UTF8.self) }
        guard words[0] == Self.mark, words[1] == issuer.text, let address = try? Endpoint(words[2]),
            Discovery.addresses(of: issuer).contains(address),
            let from = Double(words[3]), let until = Double(words[4]), from.isFinite, until.isFinite
        else { return nil }
        self.init(
            issuer: issuer, address: address, body: Array(lines[5]), fetchedAt: Timestamp(seconds: from),
            until: Timestamp(seconds: until))
    }
}
