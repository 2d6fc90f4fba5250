import OAuth

/// What a token is, as far as its form tells: found out once, when it comes, since it may be a mebibyte long.
struct TokenShape: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// Signed: header, claims and signature can be told apart.
        case jwt(JWT)
        /// Encrypted: only the header can be read.
        case encrypted(header: [Fact])
        /// Text that only its issuer understands.
        case opaque
    }

    struct Fact: Sendable, Equatable {
        let name: ForeignText
        let value: ForeignText
        let meaning: String?
    }

    let kind: Kind
    /// In octets.
    let count: Int
    /// What all tokens of this kind begin with; no secret.
    let start: String

    init(_ token: Secret, now: Timestamp) {
        count = token.count
        if let jwt = try? JWT.decode(token) {
            kind = .jwt(jwt)
            start = String(token.reveal().prefix(6))
            return
        }
        let inspection = Inspection(token.reveal(), now: now)
        if inspection.kind == .jwe {
            kind = .encrypted(
                header: inspection.header.map {
                    Fact(name: $0.name, value: $0.shown(limit: 120), meaning: $0.meaning)
                })
            start = String(token.reveal().prefix(6))
        } else {
            kind = .opaque
            start = ""
        }
    }

    /// The claims, where the token has readable ones.
    var claims: JSONObject? {
        if case .jwt(let jwt) = kind { jwt.claims } else { nil }
    }

    /// What it is, in a sentence or two.
    var explanation: String {
        switch kind {
        case .jwt: "A JWT for the API: shown here, not judged. Judging it is the API's part."
        case .encrypted:
            "Encrypted (JWE, five parts): only who has the key can read it, and that is the API. Its header says how."
        case .opaque:
            "Not a JWT: an opaque text of \(count) characters. Only the provider and the API know what it says, and "
                + "that is fine: an access token is not made for the client (RFC 6749 1.4)."
        }
    }
}
