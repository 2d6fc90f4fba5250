/// What the check of a signature came to.
public enum SignatureOutcome: Sendable, Equatable {
    /// This key of the set made the signature.
    case valid(JSONWebKey, SignatureAlgorithm)
    /// The set has no key for it. A newer set may have (OpenID Connect Core section 10.1.1).
    case unknownKey(kid: ForeignText?)
    /// It is not acceptable, whatever the newest key set says.
    case refused(SignatureRefusal)
}

/// Why a signature is not acceptable.
public enum SignatureRefusal: Sendable, Equatable {
    /// The header has no `alg`, or one that is no text.
    case noAlgorithm
    /// `alg` is `none`: the token is not signed.
    case unsigned
    /// `alg` is a MAC (`HS256` …): anybody who can check such a token could also have made it.
    case symmetric(ForeignText)
    case unknownAlgorithm(ForeignText)
    /// The provider's metadata does not list the algorithm.
    case unlisted(SignatureAlgorithm, allowed: Set<SignatureAlgorithm>)
    /// `crit` names extensions, and pixie understands none (RFC 7515 section 4.1.11).
    case critical(ForeignText)
    /// The header brings its own key, as forged tokens do (CVE-2018-0114).
    case embeddedKey
    /// `kid` is there and is no text.
    case badKeyID
    case unfitKey(KeyMisfit)
    /// RSA keys have 2048 to 8192 bits here (RFC 7518 section 3.3 demands 2048 at least).
    case keySize(bits: Int)
    /// The numbers of the key make no key: a point off the curve, an even exponent.
    case brokenKey
    /// Octets that the algorithm and key demand, and octets that are there.
    case length(expected: Int, found: Int)
    /// r or s is zero: the signature that fits every token in careless software (CVE-2022-21449).
    case zero
    /// The mathematics says no: other key, other text, or damage.
    case wrong
}

extension SignatureRefusal {
    /// Whether a correct signature by another key of the same kind would be refused in this way too.
    var mayBeOfAnotherKey: Bool {
        switch self {
        case .wrong, .length: true
        case .noAlgorithm, .unsigned, .symmetric, .unknownAlgorithm, .unlisted, .critical, .embeddedKey, .badKeyID,
            .unfitKey, .keySize, .brokenKey, .zero:
            false
        }
    }

    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .noAlgorithm, .unsigned, .symmetric, .unknownAlgorithm, .unlisted: "algorithm"
        case .critical: "critical_header"
        case .embeddedKey: "embedded_key"
        case .badKeyID, .unfitKey, .keySize, .brokenKey: "key_unfit"
        case .length, .zero, .wrong: "signature"
        }
    }

    /// The fact in a few words, for the evidence of a check.
    public var evidence: String {
        switch self {
        case .noAlgorithm: "no alg in the header"
        case .unsigned: "alg none: not signed"
        case .symmetric(let name): "\(name.safe(limit: 20)): a MAC, no signature"
        case .unknownAlgorithm(let name): "alg \"\(name.safe(limit: 40))\""
        case .unlisted(let algorithm, _): algorithm.rawValue
        case .critical(let names): "crit \(names.safe(limit: 80))"
        case .embeddedKey: "a key in the header (jwk)"
        case .badKeyID: "kid that is no text"
        case .unfitKey(let misfit): misfit.evidence
        case .keySize(let bits): "RSA key of \(bits) bits"
        case .brokenKey: "a key whose numbers make no key"
        case .length(let expected, let found): "\(found) octets of signature instead of \(expected)"
        case .zero: "a signature with r or s zero"
        case .wrong: "a signature that does not fit the text and the key"
        }
    }

    /// What it means, as a sentence for the person.
    public var message: String {
        switch self {
        case .noAlgorithm:
            "The token does not say how it is signed."
        case .unsigned:
            "The token is not signed (alg none), so anybody could have written it."
        case .symmetric(let name):
            "The token is protected with \(name.safe(limit: 20)), a shared secret, instead of a signature by the "
                + "provider. Forged tokens look so."
        case .unknownAlgorithm(let name):
            "The token is signed with \"\(name.safe(limit: 40))\", which pixie does not accept."
        case .unlisted(let algorithm, let allowed):
            "The token is signed with \(algorithm.rawValue), but the provider says that it signs with \(allowed.names)."
        case .critical(let names):
            "The token demands that its reader understands \(names.safe(limit: 80)), which pixie does not."
        case .embeddedKey:
            "The token brings its own key to be checked with. Forged tokens do so; pixie uses only published keys."
        case .badKeyID:
            "The token names its key with something that is no text."
        case .unfitKey(let misfit):
            "The provider's key must not be used for this token: \(misfit.evidence)."
        case .keySize(let bits):
            "The provider's RSA key has \(bits) bits. Below 2048 bits signatures can be forged, and above 8192 pixie "
                + "does not go."
        case .brokenKey:
            "The provider published a key that is broken."
        case .length, .zero, .wrong:
            "The signature is wrong: the token was changed on the way, or somebody else wrote it."
        }
    }
}
