/// Reads an answer that is a token and no JSON: signed, or signed and encrypted (OpenID Connect Core section 5.3.2).
struct SignedUserInfo {
    let claims: JSONObject
    let checks: [Check]

    /// The provider's clocks do not matter here: the answer came a moment ago over TLS. What it proves is that nobody
    /// between, such as a proxy that ends TLS, wrote it.
    init(_ body: [UInt8], _ expecting: UserInfoExpectation) throws(UserInfoFault) {
        guard let text = String(validating: body, as: UTF8.self) else { throw .token(.parts(0)) }
        var octets = Array(text.utf8)[...]
        // A body may be a JSON string of the token, or end in a line end.
        let isAround = { (octet: UInt8) in octet.isJSONSpace || octet == UInt8(ascii: "\"") }
        octets = octets.drop(while: isAround)
        while let last = octets.last, isAround(last) { octets.removeLast() }
        var token = Secret(String(decoding: octets, as: UTF8.self))
        var checks: [Check] = []
        if JWE.hasItsForm(token) {
            guard expecting.encryption != .absent, !expecting.decryptionKeys.isEmpty else { throw .signed }
            do throws(JWEFault) {
                let opened = try Decryption.open(
                    token, with: expecting.decryptionKeys, limit: Limits.inspectorToken)
                checks = EncryptionCheck.checks(opened)
                token = opened.text
            } catch {
                throw .encryption(error)
            }
        } else if expecting.encryption == .required {
            throw .notEncrypted
        }
        let jwt: JWT
        do throws(JWTFault) {
            jwt = try JWT.decode(token, limit: Limits.inspectorToken)
        } catch {
            throw .token(error)
        }
        guard let keys = expecting.keys else { throw .noKeys }
        switch SignatureCheck.verify(jwt, with: keys, allowed: expecting.allowed) {
        case .refused(let refusal): throw .signature(refusal)
        case .unknownKey(let kid): throw .unknownKey(kid)
        case .valid(let key, let algorithm):
            let name = key.keyID.map { ", kid " + ForeignText($0).safe(limit: 60) } ?? ""
            checks.append(
                Check(
                    "userinfo.signature", .passed, expected: UserInfoFault.signatureExpected,
                    found: ForeignText("\(algorithm.rawValue)\(name), \(key.kind)"), clause: "OIDC Core 5.3.2"))
        }
        claims = jwt.claims
        self.checks = checks
        try judgeParties(expecting)
    }

    /// "If signed, the UserInfo Response SHOULD contain the Claims iss and aud": what is there must be right, so that an
    /// answer for another client cannot be slipped in.
    private func judgeParties(_ expecting: UserInfoExpectation) throws(UserInfoFault) {
        if let expected = expecting.issuer, let issuer = claims["iss"],
            issuer.string?.hasOctets(of: expected) != true
        {
            throw .issuerDiffers(expected: expected, found: issuer.plain(limit: 200))
        }
        guard let value = claims["aud"] else { return }
        let audiences = value.string.map { [$0] } ?? value.strings ?? []
        guard audiences.contains(where: { $0.hasOctets(of: expecting.clientID) }) else {
            throw .audienceDiffers(expected: expecting.clientID, found: value.plain(limit: 200))
        }
    }
}

extension EncryptionCheck {
    static func checks(_ opened: Decryption.Opened) -> [Check] {
        [
            Check(
                "userinfo.encryption", .passed, expected: form,
                found: ForeignText("\(opened.agreement.rawValue), \(opened.content.rawValue)"),
                clause: "OIDC Core 5.3.2, RFC 7516 5.2"),
            Check(
                "userinfo.decryption", .passed, expected: opening, found: ForeignText(opened.evidence),
                clause: "OIDC Core 5.3.2, RFC 7516 5.2"),
        ]
    }
}
