/// Why the provider's answer about the person is not used. The session stays: it does not depend on it.
public enum UserInfoFault: Error, Sendable, Equatable {
    /// 401: the access token is not accepted there. Carries the challenge (RFC 6750 section 3).
    case unauthorized(ForeignText?)
    case status(Int)
    /// It looks like a page for people.
    case notJSON
    /// An encrypted answer, and no key to open it with (OpenID Connect Core section 5.3.2).
    case signed
    /// It cannot be opened.
    case encryption(JWEFault)
    /// It is not encrypted, at a provider that always does so.
    case notEncrypted
    /// It is no signed token that can be taken apart.
    case token(JWTFault)
    /// There are no keys to check its signature with.
    case noKeys
    case signature(SignatureRefusal)
    case unknownKey(ForeignText?)
    case issuerDiffers(expected: String, found: ForeignText)
    case audienceDiffers(expected: String, found: ForeignText)
    case badJSON(JSONFault)
    case subjectMissing(expected: String)
    /// It is about somebody else than the ID token.
    case subjectDiffers(expected: String, found: ForeignText)
}

extension UserInfoFault {
    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .unauthorized: "userinfo_unauthorized"
        case .status: "userinfo_http_status"
        case .notJSON: "userinfo_not_json"
        case .signed: "userinfo_signed"
        case .encryption(let fault): "userinfo_" + fault.reason
        case .notEncrypted: "userinfo_not_encrypted"
        case .token(let fault): "userinfo_" + fault.reason
        case .noKeys: "userinfo_no_keys"
        case .signature(let refusal): "userinfo_" + refusal.reason
        case .unknownKey: "userinfo_key_unknown"
        case .issuerDiffers: "userinfo_iss_mismatch"
        case .audienceDiffers: "userinfo_aud_mismatch"
        case .badJSON: "userinfo_bad_json"
        case .subjectMissing: "userinfo_sub_missing"
        case .subjectDiffers: "userinfo_sub_mismatch"
        }
    }

    /// What happened and what to do, as sentences for the person.
    public var message: String {
        switch self {
        case .unauthorized(let challenge):
            "The provider does not accept the access token at its userinfo endpoint (401"
                + (challenge.map { ": \($0.safe(limit: 160))" } ?? "")
                + "). The session is kept. Refresh the token or log in again to see more about the person."
        case .status(let status):
            "The provider's userinfo endpoint answered with status \(status). The session is kept. Try again later."
        case .notJSON:
            "The provider's userinfo endpoint shows a web page instead of claims. The session is kept."
        case .signed:
            "The provider sent encrypted userinfo, and pixie has no key to open it. The session is kept. Give the "
                + "private key with --decryption-key-file, or ask the provider to send this client plain JSON."
        case .encryption(let fault):
            "The provider's userinfo is not used. \(fault.message) The session is kept."
        case .notEncrypted:
            "This provider encrypts what it tells about the person, and this answer is not encrypted. It is not used. "
                + "The session is kept; tell the provider."
        case .token(let fault):
            "The provider's userinfo cannot be read. \(fault.message) The session is kept."
        case .noKeys:
            "The provider's userinfo is signed, and its keys could not be had, so it is not shown. The session is kept."
        case .signature(let refusal):
            "The provider's userinfo is not used. \(refusal.message) The session is kept."
        case .unknownKey(let kid):
            "The provider's userinfo is signed with a key that the provider does not publish"
                + (kid.map { " (kid \($0.safe(limit: 60)))" } ?? "") + ". It is not used. The session is kept."
        case .issuerDiffers(let expected, let found):
            "The provider's userinfo was issued by \(found.safe(limit: 120)), not by \(expected). It is not used. The "
                + "session is kept."
        case .audienceDiffers(let expected, let found):
            "The provider's userinfo is for \(found.safe(limit: 120)), not for this client "
                + "(\(ForeignText(expected).safe(limit: 80))). It is not used. The session is kept."
        case .badJSON(let fault):
            "The provider's userinfo cannot be read. \(fault.message) The session is kept."
        case .subjectMissing:
            "The provider's userinfo does not say whom it is about (sub), so it is not shown. The session is kept."
        case .subjectDiffers(let expected, let found):
            "The provider's userinfo is about another person (\(found.safe(limit: 80))) than the ID token "
                + "(\(ForeignText(expected).safe(limit: 80))). It is not shown and not stored. The session is kept; "
                + "tell the provider."
        }
    }

    /// The check that failed, with its evidence.
    public var check: Check {
        switch self {
        case .unauthorized(let challenge): form(ForeignText("401 " + (challenge?.safe(limit: 120) ?? "")))
        case .status(let status): form(ForeignText("status \(status)"))
        case .notJSON: form(ForeignText("a web page"))
        case .signed: form(ForeignText("an encrypted token"))
        case .encryption(let fault):
            Check(
                fault.isAboutForm ? "userinfo.encryption" : "userinfo.decryption", .failed,
                expected: EncryptionCheck.expected(fault), found: ForeignText(fault.evidence), clause: fault.clause)
        case .notEncrypted:
            Check(
                "userinfo.encryption", .failed, expected: "an encrypted answer",
                found: ForeignText("one that is not encrypted"), clause: "OIDC Core 5.3.2")
        case .token(let fault): form(ForeignText(fault.evidence))
        case .noKeys: signature(ForeignText("no keys to check it with"))
        case .signature(let refusal): signature(ForeignText(refusal.evidence))
        case .unknownKey(let kid): signature(ForeignText(kid.map { "kid \($0.safe(limit: 60))" } ?? "no kid"))
        case .issuerDiffers(let expected, let found):
            Check("userinfo.iss", .failed, expected: expected, found: found, clause: "OIDC Core 5.3.2")
        case .audienceDiffers(let expected, let found):
            Check(
                "userinfo.aud", .failed, expected: ForeignText(expected).safe(limit: 120), found: found,
                clause: "OIDC Core 5.3.2")
        case .badJSON(let fault): form(ForeignText(fault.message))
        case .subjectMissing(let expected): subject(expected, ForeignText("not there"))
        case .subjectDiffers(let expected, let found): subject(expected, found)
        }
    }

    static let signatureExpected = "a signature by a key of the provider"

    private func signature(_ found: ForeignText) -> Check {
        Check("userinfo.signature", .failed, expected: Self.signatureExpected, found: found, clause: "OIDC Core 5.3.2")
    }

    private func form(_ found: ForeignText) -> Check {
        Check("userinfo.form", .failed, expected: "a JSON object", found: found, clause: UserInfoAnswer.formClause)
    }

    private func subject(_ expected: String, _ found: ForeignText) -> Check {
        UserInfoAnswer.subjectCheck(.failed, expected: expected, found: found)
    }
}
