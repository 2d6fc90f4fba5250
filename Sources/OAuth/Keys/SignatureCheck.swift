/// Checks the signature of a token with a provider's published keys (RFC 7515 section 5.2).
public enum SignatureCheck {
    /// Whether one of `keys` signed the token with one of the `allowed` algorithms.
    ///
    /// The header decides only which of *our* algorithms and *their* published keys is tried. Work is bounded: at most
    /// ``Limits/keys`` keys of at most 8192 bits.
    public static func verify(
        _ jwt: JWT, with keys: JWKSet, allowed: Set<SignatureAlgorithm>
    ) -> SignatureOutcome {
        let algorithm: SignatureAlgorithm
        switch acceptableAlgorithm(of: jwt, allowed: allowed) {
        case .success(let accepted): algorithm = accepted
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        switch KeyChoice.choose(keyID: jwt.keyID, algorithm: algorithm, in: keys) {
        case .unknown: return .unknownKey(kid: jwt.keyID.map(ForeignText.init))
        case .unfit(let misfit): return .refused(.unfitKey(misfit))
        case .candidates(let candidates): return tryEach(candidates, jwt, algorithm)
        }
    }

    private static func tryEach(
        _ candidates: [JSONWebKey], _ jwt: JWT, _ algorithm: SignatureAlgorithm
    ) -> SignatureOutcome {
        var refusals: [SignatureRefusal] = []
        for key in candidates {
            let refusal = SignatureMath.refusal(
                of: jwt.signature, over: jwt.signingInput, algorithm: algorithm, key: key.material)
            guard let refusal else { return .valid(key, algorithm) }
            refusals.append(refusal)
        }
        // A token that names no key may be signed by a key newer than the set.
        if jwt.keyID == nil, refusals.contains(where: \.mayBeOfAnotherKey) { return .unknownKey(kid: nil) }
        return .refused(refusals.first ?? .wrong)
    }

    private struct Refused: Error {
        let refusal: SignatureRefusal
    }

    /// The header's rules, before any key is looked at.
    private static func acceptableAlgorithm(
        of jwt: JWT, allowed: Set<SignatureAlgorithm>
    ) -> Result<SignatureAlgorithm, Refused> {
        func refuse(_ refusal: SignatureRefusal) -> Result<SignatureAlgorithm, Refused> {
            .failure(Refused(refusal: refusal))
        }
        guard let name = jwt.algorithm else { return refuse(.noAlgorithm) }
        // "none" in any spelling: RFC 7515 compares with case, careless readers do not.
        guard name.lowercased() != "none" else { return refuse(.unsigned) }
        guard !name.hasPrefix("HS") else { return refuse(.symmetric(ForeignText(name))) }
        guard let algorithm = SignatureAlgorithm(name: name) else {
            return refuse(.unknownAlgorithm(ForeignText(name)))
        }
        guard allowed.contains(algorithm) else { return refuse(.unlisted(algorithm, allowed: allowed)) }
        if let critical = jwt.header["crit"] { return refuse(.critical(critical.display(limit: 100))) }
        // Without `crit` as well: it says what is signed, so it must not be passed over (RFC 7797 section 6).
        if let isEncoded = jwt.header["b64"], isEncoded != .bool(true) { return refuse(.critical(ForeignText("b64"))) }
        guard jwt.header["jwk"] == nil else { return refuse(.embeddedKey) }
        guard jwt.header["kid"] == nil || jwt.keyID != nil else { return refuse(.badKeyID) }
        return .success(algorithm)
    }
}
