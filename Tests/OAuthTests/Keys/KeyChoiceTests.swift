import Testing

@testable import OAuth

@Suite struct KeyChoiceTests {
    private static let rsa = JSONWebKey.Material.rsa(modulus: [1], exponent: [3])
    private static let p256 = JSONWebKey.Material.ec(.p256, x: [1], y: [1])
    private static let ed25519 = JSONWebKey.Material.okp(x: [1])

    private func key(
        _ id: String?, use: String? = nil, alg: String? = nil, ops: [String]? = nil,
        _ material: JSONWebKey.Material = rsa
    ) -> JSONWebKey {
        JSONWebKey(keyID: id, use: use, algorithm: alg, keyOps: ops, material: material)
    }

    private func choose(_ id: String?, _ algorithm: SignatureAlgorithm, _ keys: [JSONWebKey]) -> KeyChoice {
        KeyChoice.choose(keyID: id, algorithm: algorithm, in: JWKSet(keys: keys))
    }

    @Test func takesTheKeyOfThatName() {
        let keys = [key("a"), key("b"), key(nil)]
        #expect(choose("b", .RS256, keys) == .candidates([keys[1]]))
    }

    @Test func takesTheSingleKeyWhenNeitherHasAName() {
        #expect(choose(nil, .RS256, [key(nil)]) == .candidates([key(nil)]))
    }

    @Test func takesEveryFittingKeyWhenTheTokenNamesNone() {
        let keys = [
            key("a"), key("b", Self.p256), key("c", use: "enc"), key("d", alg: "PS256"), key("e", alg: "RS256"),
        ]
        #expect(choose(nil, .RS256, keys) == .candidates([keys[0], keys[4]]))
        #expect(choose(nil, .ES256, keys) == .candidates([keys[1]]))
        #expect(choose(nil, .EdDSA, keys) == .unknown)
    }

    @Test func takesTheFittingOneOfTwoKeysWithOneName() {
        let keys = [key("a", Self.p256), key("a")]
        #expect(choose("a", .RS256, keys) == .candidates([keys[1]]))
        #expect(choose("a", .ES256, keys) == .candidates([keys[0]]))
    }

    @Test func doesNotKnowANameThatNoKeyHas() {
        #expect(choose("x", .RS256, [key("a"), key(nil)]) == .unknown)
        #expect(choose("x", .RS256, []) == .unknown)
        #expect(choose(nil, .RS256, []) == .unknown)
    }

    @Test func refusesTheNamedKeyWhenItDoesNotFit() {
        #expect(choose("a", .RS256, [key("a", use: "enc")]) == .unfit(.use(ForeignText("enc"))))
        #expect(choose("a", .RS256, [key("a", alg: "PS256")]) == .unfit(.algorithm(ForeignText("PS256"))))
        #expect(choose("a", .RS256, [key("a", alg: "RSA-OAEP")]) == .unfit(.algorithm(ForeignText("RSA-OAEP"))))
        #expect(choose("a", .RS256, [key("a", ops: ["encrypt"])]) == .unfit(.operations))
        #expect(choose("a", .RS256, [key("a", Self.p256)]) == .unfit(.kind("EC P-256", needed: "RSA")))
        #expect(choose("a", .ES384, [key("a", Self.p256)]) == .unfit(.kind("EC P-256", needed: "EC P-384")))
    }

    @Test(arguments: SignatureAlgorithm.allCases)
    func eachAlgorithmFitsOneKindOfKey(_ algorithm: SignatureAlgorithm) {
        let materials: [JSONWebKey.Material] = [
            Self.rsa, Self.p256, .ec(.p384, x: [1], y: [1]), .ec(.p521, x: [1], y: [1]), Self.ed25519,
        ]
        let fitting = materials.filter { KeyChoice.misfit(of: key("a", $0), for: algorithm) == nil }
        #expect(fitting.count == 1)
    }

    @Test func acceptsAKeyThatIsPublishedForExactlyThis() {
        let good = key("a", use: "sig", alg: "RS256", ops: ["sign", "verify"])
        #expect(choose("a", .RS256, [good]) == .candidates([good]))
        let newName = key("a", alg: "Ed25519", Self.ed25519)
        #expect(choose("a", .EdDSA, [newName]) == .candidates([newName]))
    }
}
