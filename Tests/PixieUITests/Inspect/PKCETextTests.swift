@testable import OAuth
import PixieUI
import Testing

/// "Check your work" for verifiers and challenges.
struct PKCETextTests {
    private static let appendixB = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challengeB = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let banno =
        "e517c32aee2356891326604e79ad7d358154e124c157d7"
        + "62cbc8896fb13bfbc5d93a335cc27df714a9280e8249cbc3507143b3b7829d3fe9f62b9fce"

    private func text(_ check: PKCECheck) -> String { PKCEText.lines(check).joined(separator: "\n") }

    @Test(arguments: [(appendixB, challengeB), (banno, "4lKn4LVhzJzjx_BttEPuMcracgFKVKbTMmSKYAvA24Y")])
    func acceptsKnownVectors(_ verifier: String, _ challenge: String) {
        let check = PKCECheck(verifier: verifier, challenge: challenge)
        #expect(check.isGood)
        #expect(check.exitStatus == .ok)
        #expect(text(check).contains("matches    yes"))
        #expect(text(check).hasSuffix("This pair is good. Send the challenge with code_challenge_method=S256."))
        #expect(PKCECheck(verifier: verifier).isGood)
    }

    @Test func hashesHelloworldAndRefusesItAsAVerifier() {
        let check = PKCECheck(verifier: "helloworld", challenge: "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68")
        #expect(!check.isGood)
        #expect(check.exitStatus == .checkFailed)
        #expect(text(check).contains("legal      no. Code verifier length must be between 43 and 128, got 10"))
        #expect(text(check).contains("challenge  k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68"))
        #expect(text(check).contains("matches    yes"))
        #expect(text(check).contains("Providers refuse this verifier"))
    }

    @Test func recognisesTheEncodedHexDigest() {
        let hex = "936a185caaa266bb9cbe981e9e05cb78cd732b0b3280eb944412bb6f8f8f07af"
        let wrong = Base64URL.encode(Array(hex.utf8))
        #expect(wrong.count == 86)
        #expect(text(PKCECheck(verifier: "helloworld", challenge: wrong)).contains("hexadecimal digits of the digest"))
        // The same mistake with another verifier is still named.
        let other = text(PKCECheck(verifier: Self.appendixB, challenge: wrong))
        #expect(other.contains("somebody encoded a hex digest instead of its 32 octets"))
    }

    @Test(arguments: [
        (appendixB, "the method plain", "plain"), (challengeB + "=", "Remove it", "padded"),
        ("AAAA", "It has 4 characters; an S256 challenge has 43.", "different"),
        (String(repeating: "ab", count: 32), "a hex digest, not base64url", "different"),
    ])
    func namesTheMistakeInAChallenge(_ challenge: String, _ words: String, _ diagnosis: String) throws {
        let check = PKCECheck(verifier: Self.appendixB, challenge: challenge)
        #expect(!check.isGood)
        #expect(text(check).contains(words), "\(text(check))")
        #expect(text(check).contains("invalid_grant"))
        let object = try JSONReader.readObject(Array(JSONText.write(PKCEText.json(check)).utf8))
        #expect(object["diagnosis"]?.string == diagnosis)
        #expect(object["matches"] == .bool(false))
        #expect(object["legal"] == .bool(true))
        #expect(object["ok"] == .bool(false))
        #expect(object["code_challenge"]?.string == Self.challengeB)
    }

    @Test(arguments: [
        (String(repeating: "ab+/", count: 12), "standard base64"), (appendixB + "\n", "line break"),
        (appendixB + "é", "Only A-Z a-z 0-9"), ("\u{1b}[2J" + appendixB, "\\u{1b}"),
    ])
    func advisesOnIllegalVerifiers(_ verifier: String, _ words: String) {
        let check = PKCECheck(verifier: verifier)
        #expect(!check.isGood)
        #expect(text(check).contains(words), "\(text(check))")
        #expect(!text(check).unicodeScalars.contains("\u{1b}"))
    }

    @Test func survivesAnythingAsAChallenge() {
        for challenge in ["", "\u{1b}[2J", String(repeating: "x", count: 1 << 20), "日本語", "="] {
            let check = PKCECheck(verifier: Self.appendixB, challenge: challenge)
            #expect(!check.isGood)
            #expect(PKCEText.lines(check).allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
        }
    }

    @Test func writesANewPair() throws {
        let pair = PKCE(verifier: try CodeVerifier(Self.appendixB))
        #expect(
            PKCEText.lines(pair) == [
                "code_verifier          \(Self.appendixB)", "code_challenge         \(Self.challengeB)",
                "code_challenge_method  S256",
            ])
        let object = try JSONReader.readObject(Array(JSONText.write(PKCEText.json(pair)).utf8))
        #expect(object["code_verifier"]?.string == Self.appendixB)
        #expect(object["code_challenge"]?.string == Self.challengeB)
        #expect(object["code_challenge_method"]?.string == "S256")
    }
}
