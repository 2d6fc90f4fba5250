import HTTPTypes

/// Key sets that are wrong, late or new (OpenID Connect Core 1.0 section 10.1).
extension FaultCatalog {
    static let keySets = [
        Fault(
            "jwks-empty", .idToken, .reject, "no keys", "refuse; at most two fetches, not a loop",
            .member("keys", at: .keys, [])),
        Fault(
            "jwks-503-then-ok", .idToken, .retry, "503 with Retry-After: 1, then right", "a bounded retry",
            .first(.keys, busy(.serviceUnavailable, 1))),
        Fault(
            "jwks-unknown-kid-always", .idToken, .reject, "every fetch shows other keys, never the right one",
            "at most two fetches in a login, then refuse",
            .key { key, _ in key = strangeKey() }),
        Fault(
            "jwks-rotate-before-sign", .idToken, .accept, "the keys change after the first fetch, before signing",
            "one more fetch, then accept",
            .question(.token) { _, scene in scene.keys.rotate() }),
        Fault(
            "jwks-rotate-between", .idToken, .accept, "the keys change between two logins",
            "the second login fetches them once more and works",
            .answer(.token) { answer, scene in
                if answer.status == .ok { scene.keys.rotate() }
            }),
    ]

    /// Looks like an RSA key with a name of its own; nobody has the other half.
    private static func strangeKey() -> JSON {
        var modulus = (0..<256).map { _ in UInt8.random(in: 0...255) }
        modulus[0] |= 0x80
        modulus[255] |= 1
        return [
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string("demo-" + RandomText.token().prefix(8)),
            "n": .string(Base64URL.encode(modulus)), "e": "AQAB",
        ]
    }
}
