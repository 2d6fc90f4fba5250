public import OAuth

/// Somebody's own verifier, and challenge if there is one, looked at: is it legal, what is its hash, does it fit?
public struct PKCECheck: Sendable, Equatable {
    /// The text that was given.
    public let text: Secret
    /// Why it is no code verifier; `nil` when it is one.
    public let fault: PKCEFault?
    /// SHA-256 of the text in base64url. It exists for any text: hashing is not validating.
    public let challenge: String
    /// The challenge that was given, and what it is.
    public let given: (text: ForeignText, diagnosis: ChallengeDiagnosis)?
    /// Every rule with its evidence.
    public let checks: [Check]
    /// What a challenge that does not fit looks like by itself.
    let likeness: String?

    public init(verifier: String, challenge claimed: String? = nil) {
        text = Secret(verifier)
        do throws(PKCEFault) {
            _ = try CodeVerifier(verifier)
            fault = nil
        } catch {
            fault = error
        }
        let right = PKCE.challenge(of: verifier)
        challenge = right
        let given = claimed.map { (ForeignText($0), ChallengeDiagnosis(challenge: $0, of: verifier)) }
        self.given = given
        checks =
            PKCEEvidence.checks(ofVerifier: verifier)
            + (claimed.map {
                PKCEEvidence.checks(ofChallenge: $0, wanted: right, fits: given?.1 == .matches)
            } ?? [])
        likeness = claimed.flatMap(Self.likeness(of:))
    }

    /// Whether a provider would accept the pair: a legal verifier, and the challenge that belongs to it.
    public var isGood: Bool { fault == nil && (given == nil || given?.diagnosis == .matches) }

    public var exitStatus: ExitStatus { isGood ? .ok : .checkFailed }

    /// Why the challenge does not fit: the mistakes that explain it, or what it looks like; `nil` when it does.
    public var mismatch: String? {
        guard let given, given.diagnosis != .matches else { return nil }
        guard given.diagnosis == .different, let likeness else { return given.diagnosis.message }
        return given.diagnosis.message + " " + likeness
    }

    /// Names the usual mistakes by the form of a challenge alone, also when it belongs to another verifier.
    private static func likeness(of challenge: String) -> String? {
        let count = challenge.utf8.count
        guard count <= Limits.paste else { return "It is far too long: an S256 challenge has 43 characters." }
        let isHex = { (bytes: [UInt8]) in
            bytes.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        }
        let bare = challenge.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        if let decoded = Base64URL.decode(String(decoding: Array(bare), as: UTF8.self)), decoded.count == 64,
            isHex(decoded)
        {
            return "It is base64url of 64 hexadecimal digits: somebody encoded a hex digest instead of its 32 octets."
        }
        if count == 64, isHex(Array(challenge.utf8)) {
            return "It is 64 hexadecimal digits: a hex digest, not base64url of its 32 octets."
        }
        return count == 43 ? nil : "It has \(count) characters; an S256 challenge has 43."
    }

    public static func == (left: PKCECheck, right: PKCECheck) -> Bool {
        left.text == right.text && left.given?.text == right.given?.text
    }
}
