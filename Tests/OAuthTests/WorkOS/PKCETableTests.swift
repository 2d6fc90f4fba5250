import OAuth
import Testing

/// The checks that the SDK of WorkOS makes of its own PKCE, at ours.
@Suite struct PKCETableTests {
    private static func pair(_ seed: UInt8, length: Int = 43) throws -> PKCE {
        // Octets that differ from seed to seed.
        var entropy = Entropy((0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(seed) &* 31) })
        return try PKCE(entropy: &entropy, length: length)
    }

    private static func verifier(_ count: Int) -> String { String(repeating: "a", count: count) }

    @Test func theUsualLengthIs43() throws {
        var entropy = Entropy([UInt8](repeating: 7, count: 200))
        #expect(try PKCE(entropy: &entropy).verifier.secret.count == 43)
    }

    @Test(arguments: [43, 44, 64, 127, 128])
    func everyLegalLengthIsMade(length: Int) throws {
        let text = try Self.pair(1, length: length).verifier.secret.reveal()
        #expect(text.utf8.count == length)
        #expect(
            text.utf8.allSatisfy {
                Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8).contains($0)
            })
    }

    @Test(arguments: [0, 30, 42, 129, 200])
    func otherLengthsAreRefusedWithTheirNumber(length: Int) {
        #expect(throws: PKCEFault.length(length)) { try Self.pair(1, length: length) }
        #expect(throws: PKCEFault.length(length)) { try CodeVerifier(Self.verifier(length)) }
        #expect(PKCEFault.length(length).message == "Code verifier length must be between 43 and 128, got \(length).")
    }

    @Test(arguments: [43, 128])
    func theEndsOfTheRangeAreTaken(length: Int) throws {
        #expect(try CodeVerifier(Self.verifier(length)).secret.count == length)
    }

    @Test func aHundredAreAllDifferent() throws {
        let verifiers = try (0..<100).map { try Self.pair(UInt8($0)).verifier.secret.reveal() }
        #expect(Set(verifiers).count == 100)
        let challenges = try (0..<10).map { try Self.pair(UInt8($0)).challenge }
        #expect(Set(challenges).count == 10)
    }

    @Test func theChallengeIsUnpaddedBase64URLOfTheDigest() throws {
        let one = try Self.pair(3)
        #expect(one.challenge.utf8.count == 43 && !one.challenge.contains("="))
        #expect(PKCE.challenge(of: one.verifier.secret.reveal()) == one.challenge)
        #expect(try Self.pair(3).challenge == one.challenge)
        #expect(try Self.pair(4).challenge != one.challenge)
        #expect(PKCE.method == "S256")
    }

    @Test(arguments: [
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        (
            "e517c32aee2356891326604e79ad7d358154e124c157d762cbc8896fb13bfbc5d93a335cc27df714a9280e8249cbc3507143b3b78"
                + "29d3fe9f62b9fce", "4lKn4LVhzJzjx_BttEPuMcracgFKVKbTMmSKYAvA24Y"
        ), ("helloworld", "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68"),
    ])
    func theVectorsOfTheDocumentsHold(verifier: String, challenge: String) {
        #expect(PKCE.challenge(of: verifier) == challenge)
    }

    /// The hash of any text can be made; only a legal verifier can be sent.
    @Test func hashingIsApartFromTheRules() {
        #expect(throws: PKCEFault.length(10)) { try CodeVerifier("helloworld") }
    }
}
