/// Why a text is not a signed token that can be taken apart.
public enum JWTFault: Error, Sendable, Equatable {
    /// The three parts of the compact form, in their order (RFC 7515 section 3.1).
    public enum Part: String, Sendable, Equatable {
        case header, claims, signature
    }

    case empty
    /// In octets.
    case tooLong(Int, limit: Int)
    /// Five parts: a JWE (RFC 7516 section 7.1). pixie holds no key to open one.
    case encrypted
    /// Not three parts between dots. Six stands for six or more.
    case parts(Int)
    /// A part that is not base64url without padding (RFC 7515 section 2).
    case badEncoding(Part)
    case badJSON(Part, JSONFault)
}

extension JWTFault {
    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .empty, .parts, .badEncoding, .badJSON: "malformed"
        case .tooLong: "too_long"
        case .encrypted: "encrypted"
        }
    }

    /// The fact in a few words, for the evidence of a check.
    public var evidence: String {
        switch self {
        case .empty: "nothing"
        case .tooLong(let count, _): "\(count) octets"
        case .encrypted: "five parts: an encrypted token (JWE)"
        case .parts(1): "no dots"
        case .parts(let count): count > 5 ? "more than five parts" : "\(count) parts"
        case .badEncoding(let part): "a \(part.rawValue) part that is not base64url"
        case .badJSON(let part, _): "a \(part.rawValue) part that is not acceptable JSON"
        }
    }

    /// What it means, as a sentence for the person.
    public var message: String {
        switch self {
        case .empty: "The token is empty."
        case .tooLong(let count, let limit): "The token has \(count) characters; pixie reads \(limit) at most."
        case .encrypted: "The token is encrypted (JWE), and pixie has no key to open it."
        case .parts: "The text is not a signed token: it has \(evidence) instead of three parts between dots."
        case .badEncoding(let part): "The token is damaged: its \(part.rawValue) is not base64url."
        case .badJSON(let part, let fault):
            "The token is damaged: its \(part.rawValue) cannot be read. \(fault.message)"
        }
    }
}
