/// One parameter of a query or form, decoded.
public struct FormPair: Sendable, Hashable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// application/x-www-form-urlencoded as OAuth uses it in queries, bodies and the Basic header (RFC 6749 appendix B).
public enum FormEncoding {
    /// `text` encoded once: UTF-8, space as `+`, and everything but `A-Za-z0-9-._~` as `%XX`.
    public static func encode(_ text: String) -> String {
        PercentCoding.encode(text, spaceAsPlus: true)
    }

    /// `name=value&name=value` in the given order.
    public static func encode(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }

    /// `name=value&name=value` in the given order.
    public static func encode(_ pairs: [FormPair]) -> String {
        encode(pairs.map { (name: $0.name, value: $0.value) })
    }

    /// The parameters of `query`, each decoded exactly once.
    ///
    /// Order and duplicates are kept: whether a duplicate is a fault is the caller's rule. `+` is a space, a parameter
    /// without `=` has an empty value, and empty pieces as in `a=1&&b=2` are none. A `%` that is not followed by two
    /// hexadecimal digits, and octets that are not UTF-8, are refused rather than guessed.
    public static func decode(_ query: String) throws(FormFault) -> [FormPair] {
        var pairs: [FormPair] = []
        let octets = Array(query.utf8)
        var start = 0
        while start <= octets.count {
            let end = octets[start...].firstIndex(of: UInt8(ascii: "&")) ?? octets.count
            if start < end {
                let piece = octets[start..<end]
                let equals = piece.firstIndex(of: UInt8(ascii: "="))
                pairs.append(
                    FormPair(
                        try PercentCoding.decode(piece[..<(equals ?? end)], plusAsSpace: true),
                        try PercentCoding.decode(piece[(equals.map { $0 + 1 } ?? end)...], plusAsSpace: true)))
            }
            start = end + 1
        }
        return pairs
    }
}

/// Why a query or form could not be decoded.
public enum FormFault: Error, Sendable, Equatable {
    /// A `%` without two hexadecimal digits, at this octet.
    case badPercent(offset: Int)
    /// The parameter that begins at this octet is not UTF-8.
    case notUTF8(offset: Int)

    public var message: String {
        switch self {
        case .badPercent(let offset):
            "The percent encoding is broken at octet \(offset): % must be followed by two hexadecimal digits. "
                + "Copy the address again."
        case .notUTF8(let offset):
            "The parameter at octet \(offset) is not text in UTF-8. Copy the address again."
        }
    }
}
