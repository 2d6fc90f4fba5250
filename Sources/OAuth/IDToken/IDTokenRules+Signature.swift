extension IDTokenRules {
    static let formID = "id_token.form"
    /// Rule (1) is about encryption; the form is that of RFC 7519.
    static let formClause = "OIDC Core 3.1.3.7 (1), RFC 7519 7.2"
    private static let wantedForm = "a signed token of three parts"

    /// Whether a token names itself another kind in `typ`, so that it cannot pass as an ID token (RFC 8725 section
    /// 3.11). ID tokens have no name of their own there: they are `JWT` or nothing, and every explicit kind ends in
    /// `+jwt` (`at+jwt`, `logout+jwt`). A `typ` that is no text cannot be told from those.
    private static func isOtherKind(_ type: JSONValue) -> Bool {
        type.string?.lowercased().hasSuffix("+jwt") ?? true
    }

    /// Rule (1), for a text that is no signed token at all.
    static func form(of fault: JWTFault) -> Finding {
        let ruling = Ruling.failed(
            expected: wantedForm, found: ForeignText(fault.evidence), reason: fault.reason,
            message: "\(fault.message) \(advice(for: fault))")
        return Finding(id: formID, clause: formClause, ruling)
    }

    private static func advice(for fault: JWTFault) -> String {
        switch fault {
        case .encrypted:
            "Give the private key with --decryption-key-file, or ask the provider to send this client signed ID tokens "
                + "without encryption."
        case .empty, .tooLong, .parts, .badEncoding, .badJSON:
            IDTokenFacts.refused + " Try again; if it stays so, tell the provider."
        }
    }

    /// Rule (1), for a token that could be taken apart.
    static func form(of jwt: JWT) -> Finding {
        let type = jwt.header["typ"]
        let kind = type?.plain(limit: 40).safe(limit: 40) ?? "JWT"
        guard type.map(isOtherKind) != true else {
            let ruling = Ruling.failed(
                expected: "an ID token", found: ForeignText("typ \(kind)"), reason: "type",
                message: "The provider sent another kind of token (\(kind)) as ID token. "
                    + IDTokenFacts.refused)
            return Finding(id: formID, clause: "RFC 8725 3.11", ruling)
        }
        return Finding(
            id: formID, clause: formClause, .passed(expected: wantedForm, found: ForeignText("three parts, \(kind)")))
    }

    /// Rules (6) to (8): the provider's signature, by an algorithm that it lists.
    ///
    /// Rule (6) lets TLS stand for the signature in the code flow. pixie checks it always, and accepts no MAC (8).
    static func signature(
        _ outcome: SignatureOutcome, _ jwt: JWT, _ keys: JWKSet, _ expecting: IDTokenExpectation
    ) -> Finding {
        let expected = "a signature by a key of the provider, with \(expecting.allowed.names)"
        let ruling: Ruling
        switch outcome {
        case .valid(let key, let algorithm):
            let name = key.keyID.map { ", kid \($0)" } ?? ", a key without a name"
            ruling = .passed(expected: expected, found: ForeignText("\(algorithm.rawValue)\(name), \(key.kind)"))
        case .refused(let refusal):
            ruling = .failed(
                expected: expected, found: ForeignText(refusal.evidence), reason: refusal.reason,
                message: "\(refusal.message) \(IDTokenFacts.refused)")
        case .unknownKey(let kid):
            let count = keys.keys.count == 1 ? "1 key" : "\(keys.keys.count) keys"
            let name = kid.map { "kid \($0.safe(limit: 60))" } ?? "no kid"
            ruling = .failed(
                expected: expected, found: ForeignText("\(name), which fits none of the provider's \(count)"),
                reason: "key_unknown",
                message: "The ID token is signed with a key that the provider does not publish (\(name); it publishes "
                    + "\(count)). \(IDTokenFacts.refused) Log in again; if it stays so, tell the provider.")
        }
        return Finding(id: signatureID, clause: signatureClause, ruling)
    }
}
