/// What a body looks like that is not the JSON it should be.
///
/// It only chooses the words of a message.
public enum BodyKind: String, Sendable, Hashable, CaseIterable {
    case empty
    /// A page: a captive portal, a login page, an error page of a proxy.
    case html
    /// application/x-www-form-urlencoded, as GitHub answers without `Accept`.
    case form
    case other

    public init(_ reply: HTTPReply) {
        let body = reply.body.prefix(512).drop { $0 <= 0x20 }
        let type = reply.header("Content-Type")?.safe(limit: 80).lowercased() ?? ""
        if body.isEmpty {
            self = .empty
        } else if type.contains("html") || body.first == UInt8(ascii: "<") {
            self = .html
        } else if type.hasPrefix("application/x-www-form-urlencoded") || Self.looksLikeForm(body) {
            self = .form
        } else {
            self = .other
        }
    }

    /// For sentences: "an HTML page".
    public var noun: String {
        switch self {
        case .empty: "nothing"
        case .html: "HTML"
        case .form: "form-encoded text"
        case .other: "something else"
        }
    }

    private static func looksLikeForm(_ body: ArraySlice<UInt8>) -> Bool {
        ["access_token=", "error="].contains { body.starts(with: $0.utf8) }
    }
}

extension HTTPReply {
    /// Whether the body was meant to be JSON: by its type, or because it begins like an object or array.
    var claimsJSON: Bool {
        if header("Content-Type")?.safe(limit: 80).lowercased().contains("json") == true { return true }
        let first = body.prefix(512).first { $0 > 0x20 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// Seconds that the server asks to wait (RFC 9110 section 10.2.3), nil if it does not say or says nonsense.
    ///
    /// A date is measured against the answer's own `Date`, so no clock of ours is needed.
    public var retryAfter: Double? {
        guard let text = header("Retry-After")?.safe(limit: 60) else { return nil }
        if (1...9).contains(text.utf8.count), text.utf8.allSatisfy(PercentCoding.isDigit) { return Double(text) }
        guard let then = HTTPDate.read(text), let now = date else { return nil }
        return max(0, then - now)
    }

    /// The server's clock: its `Date` header.
    public var date: Timestamp? {
        (header("Date")?.safe(limit: 60)).flatMap { HTTPDate.read($0) }
    }
}
