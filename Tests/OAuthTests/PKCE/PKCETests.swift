import OAuth
import Testing

@Suite struct PKCETests {
    private static let rfc = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let banno =
        "e517c32aee2356891326604e79ad7d358154e124c157d762cbc8896fb13bfbc5"
        + "d93a335cc27df714a9280e8249cbc3507143b3b7829d3fe9f62b9fce"

    @Test(arguments: [
        (rfc, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
        (banno, "4lKn4LVhzJzjx_BttEPuMcracgFKVKbTMmSKYAvA24Y"),
    ])
    func makesTheKnownChallenges(verifier: String, challenge: String) throws {
        let pair = PKCE(verifier: try CodeVerifier(verifier))
        #expect(pair.challenge == challenge)
        #expect(pair.verifier.secret.reveal() == verifier)
        #expect(PKCE.challenge(of: verifier) == challenge)
    }

    /// RFC 7636 appendix B, from the octets on.
    @Test func makesTheVerifierOfAppendixB() throws {
        let octets: [UInt8] = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214, 191,
            240,
            91, 88, 5, 88, 83, 132, 141, 121,
        ]
        #expect(Base64URL.encode(octets) == Self.rfc)
        // One octet more than 32 is drawn; the characters it adds are cut off.
        var entropy = Entropy(octets + [0])
        let pair = try PKCE(entropy: &entropy)
        #expect(pair.verifier.secret.reveal() == Self.rfc)
        #expect(pair.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        #expect(entropy.remaining == 0)
    }

    /// Singpass's teaching vector: its hash is right, but it is no verifier.
    @Test func hashesAnyTextButTakesOnlyVerifiers() {
        #expect(PKCE.challenge(of: "helloworld") == "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68")
        #expect(throws: PKCEFault.length(10)) { try CodeVerifier("helloworld") }
    }

    @Test func everyLengthIsMetExactly() throws {
        for length in 43...128 {
            var entropy = Entropy((0..<PKCE.entropyNeeded(length: length)).map { UInt8($0 &* 37 & 255) })
            let pair = try PKCE(entropy: &entropy, length: length)
            #expect(pair.verifier.secret.count == length)
            #expect(entropy.remaining == 0)
            #expect(pair.challenge.count == 43)
            let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
            #expect(pair.verifier.secret.reveal().allSatisfy(alphabet.contains))
            #expect(pair.challenge.allSatisfy(alphabet.contains))
        }
    }

    @Test func theDefaultHas256Bits() {
        #expect(PKCE.entropyNeeded(length: 43) * 8 >= 256)
        #expect(PKCE.method == "S256")
    }

    @Test func differentOctetsMakeDifferentPairs() throws {
        var seen: Set<String> = []
        for seed in UInt8(0)..<100 {
            var entropy = Entropy((0..<33).map { $0 &+ seed })
            #expect(seen.insert(try PKCE(entropy: &entropy).challenge).inserted)
        }
    }

    @Test(arguments: [Int.min, -1, 0, 30, 42, 129, Int.max / 8])
    func refusesLengths(length: Int) {
        var entropy = Entropy(Array(repeating: 7, count: 200))
        #expect(throws: PKCEFault.length(length)) { try PKCE(entropy: &entropy, length: length) }
        #expect(entropy.remaining == 200)
    }

    @Test(arguments: [0, 30, 42, 129, 4096])
    func refusesVerifiersOfLength(length: Int) {
        let text = String(repeating: "a", count: length)
        #expect(throws: PKCEFault.length(length)) { try CodeVerifier(text) }
        #expect(PKCEFault.length(length).message == "Code verifier length must be between 43 and 128, got \(length).")
    }

    @Test(arguments: [43, 44, 127, 128])
    func takesVerifiersOfLength(length: Int) throws {
        #expect(try CodeVerifier(String(repeating: "~", count: length)).secret.count == length)
    }

    @Test(arguments: ["+", "/", "=", " ", "\n", "\r\n", "é", "\u{0}", "日", "e\u{301}", "\u{ff21}"])
    func refusesCharacters(character: String) {
        let text = String(repeating: "a", count: 50) + character
        #expect {
            try CodeVerifier(text)
        } throws: { error in
            guard case PKCEFault.character(_, let position)? = error as? PKCEFault else { return false }
            return position >= 51
        }
    }

    @Test func printingAPairHidesTheVerifier() throws {
        let pair = PKCE(verifier: try CodeVerifier(Self.rfc))
        var dumped = ""
        dump(pair, to: &dumped)
        #expect(!dumped.contains(Self.rfc))
        #expect(!"\(pair)".contains(Self.rfc))
    }
}
