extension IDTokenRules {
    static let encryptionID = "id_token.encryption"
    static let decryptionID = "id_token.decryption"
    private static let clause = "OIDC Core 3.1.3.7 (1), RFC 7516 5.2"

    /// Rule (1): an ID token that is encrypted for this client is opened first, and what is inside is judged like any
    /// other. One that is not encrypted has no findings, unless it must be.
    ///
    /// - Returns: The signed token, or nil when the findings have the fault.
    static func unsealed(_ token: Secret, _ expecting: IDTokenExpectation) -> (token: Secret?, findings: [Finding]) {
        guard JWE.hasItsForm(token) else {
            guard expecting.encryption == .required else { return (token, []) }
            let ruling = Ruling.failed(
                expected: "an encrypted token", found: ForeignText("a token that is not encrypted"),
                reason: "not_encrypted",
                message: "This provider encrypts ID tokens for the client, and this one is not encrypted: everybody on "
                    + "its way could read it. \(IDTokenFacts.refused)")
            return (nil, [Finding(id: encryptionID, clause: clause, ruling)])
        }
        // Without keys the old rule about the form says what to do.
        guard expecting.encryption != .absent, !expecting.decryptionKeys.isEmpty else { return (token, []) }
        do throws(JWEFault) {
            let opened = try Decryption.open(token, with: expecting.decryptionKeys)
            let findings = EncryptionCheck.passed(opened)
            return (opened.text, findings.map { Finding(id: "id_token." + $0.id, clause: clause, $0.ruling) })
        } catch {
            return (nil, refused(error))
        }
    }

    private static func refused(_ fault: JWEFault) -> [Finding] {
        let ruling = Ruling.failed(
            expected: EncryptionCheck.expected(fault), found: ForeignText(fault.evidence), reason: fault.reason,
            message: "\(fault.message) \(IDTokenFacts.refused)")
        if fault.isAboutForm { return [Finding(id: encryptionID, clause: fault.clause, ruling)] }
        let form = Ruling.passed(expected: EncryptionCheck.form, found: ForeignText("five parts"))
        return [
            Finding(id: encryptionID, clause: clause, form), Finding(id: decryptionID, clause: fault.clause, ruling),
        ]
    }
}

/// The two checks of whatever was encrypted: how it was, and that a key of ours opened it unchanged.
enum EncryptionCheck {
    static let form = "a compact JWE without zip and crit"
    static let opening = "opened by a key of this client, unchanged"

    static func expected(_ fault: JWEFault) -> String { fault.isAboutForm ? form : opening }

    static func passed(_ opened: Decryption.Opened) -> [(id: String, ruling: Ruling)] {
        let algorithms = "\(opened.agreement.rawValue), \(opened.content.rawValue)"
        return [
            ("encryption", .passed(expected: form, found: ForeignText(algorithms))),
            ("decryption", .passed(expected: opening, found: ForeignText(opened.evidence))),
        ]
    }
}
