/// What a text is that somebody holds for a token, explained member by member. Nothing is fetched and nothing trusted:
/// only a verified signature makes the verdict anything else than unverified.
public struct Inspection: Sendable, Equatable {
    /// What the text is, by its form alone.
    public enum Kind: Sendable, Equatable {
        /// Three parts, all of them readable.
        case jwt
        /// Five parts: encrypted. Only the header can be read.
        case jwe
        /// It begins like a JWT, and something in it is wrong.
        case broken(JWTFault)
        /// Text without a structure that pixie knows: only its issuer can say what it means.
        case opaque
        case empty
        /// Longer than ``Limits/inspectorToken`` octets; not read.
        case tooLong(Int)
    }

    /// What is known of the signature.
    public enum Verdict: Sendable, Equatable {
        /// Anybody may have written it; the reason says why that was not found out.
        case unverified(String)
        case verified(SignatureAlgorithm, keyID: ForeignText?)
        case failed(String)
        /// There is no signature in a text of this kind.
        case notApplicable
    }

    public let kind: Kind
    public let header: [InspectedMember]
    public let claims: [InspectedMember]
    /// Octets of the signature; `nil` when there is no readable one.
    public let signatureLength: Int?
    public let verdict: Verdict
    /// What was removed from the text before reading it, and what else is worth knowing, as sentences.
    public let notes: [String]
    /// The token taken apart, for ``SignatureCheck``.
    public let jwt: JWT?

    /// Reads `text` at the time `now`. No signature is checked here.
    public init(_ text: String, now: Timestamp) {
        self.init(TokenText(text), now: now)
    }

    /// Opens an encrypted token with one of `keys` and reads what is inside; any other text is read as it is.
    public static func opening(
        _ text: String, with keys: [ClientKey], now: Timestamp
    ) throws(JWEFault) -> Inspection {
        let cleaned = TokenText(text)
        guard cleaned.read().kind == .jwe, !keys.isEmpty else { return Inspection(text, now: now) }
        let opened = try Decryption.open(cleaned.secret, with: keys, limit: Limits.inspectorToken)
        return Inspection(
            Inspection(opened.text.reveal(), now: now),
            adding:
                "It was encrypted (\(opened.evidence)), and the given key opened it. Encryption proves nothing about "
                + "who wrote it.")
    }

    private init(_ other: Inspection, adding note: String) {
        kind = other.kind
        header = other.header
        claims = other.claims
        signatureLength = other.signatureLength
        notes = [note] + other.notes
        jwt = other.jwt
        verdict = other.verdict
    }

    private init(_ text: TokenText, now: Timestamp) {
        let reading = text.read()
        kind = reading.kind
        header = InspectedMember.list(reading.header, now: now)
        claims = InspectedMember.list(reading.claims, now: now)
        jwt = reading.jwt
        signatureLength = reading.jwt?.signature.count
        verdict = Self.firstVerdict(reading)
        notes = text.changes + Self.notes(on: reading, now: now)
    }

    private init(_ other: Inspection, verdict: Verdict) {
        kind = other.kind
        header = other.header
        claims = other.claims
        signatureLength = other.signatureLength
        notes = other.notes
        jwt = other.jwt
        self.verdict = verdict
    }

    /// The same with the verdict that a check of its signature gives.
    ///
    /// - Parameter issuer: Whose keys they are. A provider may sign for several issuers with one key, so a good
    ///   signature on a token that names another `iss` does not make it a token of this one (RFC 8725 3.8).
    public func judged(by outcome: SignatureOutcome, issuer: Issuer? = nil) -> Inspection {
        switch outcome {
        case .valid(let key, let algorithm):
            Inspection(
                self,
                verdict: issuerFault(issuer).map(Verdict.failed)
                    ?? .verified(algorithm, keyID: key.keyID.map(ForeignText.init)))
        case .unknownKey(let kid):
            Inspection(self, verdict: .unverified(Self.unknownKey(kid)))
        case .refused(let refusal):
            Inspection(self, verdict: .failed(refusal.message))
        }
    }

    private func issuerFault(_ issuer: Issuer?) -> String? {
        let claimed = jwt?.claims["iss"]?.string
        guard let issuer, claimed?.hasOctets(of: issuer.text) != true else { return nil }
        let shown = claimed.map { ForeignText($0).safe(limit: 200) } ?? "not there"
        return "Its iss is \(shown), not \(issuer.text): it is not this provider's token."
    }

    private static func unknownKey(_ kid: ForeignText?) -> String {
        guard let kid else { return "the token does not name its key, and none of the given keys fits" }
        return "none of the given keys is called \(kid.safe(limit: 60))"
    }
}

extension Inspection {
    /// What it is, in one sentence.
    public var headline: String {
        switch kind {
        case .jwt where jwt?.isUnsigned == true: "A JSON Web Token (JWT) without a signature."
        case .jwt: "A signed JSON Web Token (JWT)."
        case .jwe: "An encrypted JSON Web Token (JWE). Only its header can be read: pixie has no key for the rest."
        case .broken(let fault): "A damaged JSON Web Token. \(fault.message)"
        case .opaque: "An opaque token: not a JWT. Only its issuer can say what it means (introspection or userinfo)."
        case .empty: "There is no token."
        case .tooLong(let count): "\(count) characters are no token; pixie reads \(Limits.inspectorToken) at most."
        }
    }

    private static func firstVerdict(_ reading: TokenText.Reading) -> Verdict {
        switch reading.kind {
        case .opaque, .empty, .tooLong: return .notApplicable
        case .jwe: return .unverified("it is encrypted")
        case .broken: return .unverified("it is damaged")
        case .jwt:
            return .unverified(
                reading.jwt?.isUnsigned == true ? "it is not signed" : "its signature was not checked")
        }
    }

    private static func notes(on reading: TokenText.Reading, now: Timestamp) -> [String] {
        var notes: [String] = []
        if reading.jwt?.isUnsigned == true {
            notes.append("It is not signed: anybody can write such a token. Nothing should accept it.")
        }
        if reading.header["jwk"] != nil || reading.header["jku"] != nil || reading.header["x5u"] != nil {
            notes.append("Its header brings a key or the address of one. A careful reader never uses that.")
        }
        if let exp = reading.claims["exp"]?.double.map(Timestamp.init(seconds:)), exp <= now {
            notes.append("It says that it expired \(Durations.relative(exp - now)) (\(exp.iso8601)).")
        }
        if let nbf = reading.claims["nbf"]?.double.map(Timestamp.init(seconds:)), nbf > now {
            notes.append("It says that it is valid only \(Durations.relative(nbf - now)) (\(nbf.iso8601)).")
        }
        if reading.kind == .opaque { notes.append("It has \(reading.length) characters.") }
        return notes
    }
}

extension JWT {
    /// Whether there is nothing that could prove who wrote it (RFC 7515 section 3.3, RFC 8725 section 3.2).
    fileprivate var isUnsigned: Bool { signature.isEmpty || algorithm?.lowercased() == "none" }
}
