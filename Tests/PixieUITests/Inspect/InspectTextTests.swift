@testable import OAuth
import PixieUI
import Testing

/// The token inspector's words.
struct InspectTextTests {
    private static let now = LoginStory.start.wall

    private func inspect(_ text: String, width: Int = 80) -> (inspection: Inspection, text: String) {
        let inspection = Inspection(text, now: Self.now)
        return (inspection, InspectText.lines(inspection, width: width).joined(separator: "\n"))
    }

    @Test func showsClaimsInTheirOrderWithTheirMeaning() throws {
        let (inspection, text) = inspect(try LoginStory.idToken(nonce: "n-1"))
        let names = ["iss", "sub", "aud", "exp", "iat", "nonce", "name"]
        let places = names.compactMap { name in text.firstRange(of: "\n  \(name) ")?.lowerBound }
        #expect(places.count == names.count && places == places.sorted())
        #expect(text.contains("The token is not valid from this time on. RFC 7519 4.1.4"))
        #expect(text.contains("exp    1790000300   2026-09-21T14:18:20Z, in 5:00"))
        #expect(text.contains("UNVERIFIED"))
        #expect(text.contains("Claims, unverified"))
        #expect(text.contains("Signature: 64 octets, not shown"))
        #expect(InspectText.exitStatus(inspection, wantsProof: false) == .ok)
        #expect(InspectText.exitStatus(inspection, wantsProof: true) == .checkFailed)
    }

    @Test func saysVerifiedOnlyWithAVerifiedSignature() throws {
        let keys = try JWKSet.read(Array(LoginStory.keys().utf8))
        let (inspection, _) = inspect(try LoginStory.idToken(nonce: "n-1"))
        let jwt = try #require(inspection.jwt)
        let good = inspection.judged(by: SignatureCheck.verify(jwt, with: keys, allowed: [.ES256]))
        #expect(InspectText.verdict(good) == "Signature VERIFIED: ES256, key k1.")
        #expect(InspectText.exitStatus(good, wantsProof: true) == .ok)
        #expect(!InspectText.lines(good, width: 80).joined().lowercased().contains("unverified"))
        let bad = inspection.judged(by: SignatureCheck.verify(jwt, with: keys, allowed: [.RS256]))
        #expect(InspectText.verdict(bad).hasPrefix("Signature FAILED: "))
        #expect(InspectText.exitStatus(bad, wantsProof: true) == .checkFailed)
    }

    @Test(arguments: [
        ("", "There is no token.", PixieUI.ExitStatus.usage),
        ("43-characters-of-an-opaque-token", "An opaque token", .ok),
        ("eyJhbGciOiJub25lIn0.e30.", "not signed", .ok), ("eyJhbGciOiJSUzI1NiJ9.!!!.x", "damaged", .checkFailed),
        ("eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..a.b.c", "encrypted", .ok),
    ])
    func tellsWhatTheTextIs(_ token: String, _ words: String, _ status: PixieUI.ExitStatus) {
        let (inspection, text) = inspect(token)
        #expect(text.contains(words), "\(text)")
        #expect(InspectText.exitStatus(inspection, wantsProof: false) == status)
    }

    @Test func keepsWithinTheWidthAndCutsNothing() throws {
        let long = String(repeating: "abcdefghij", count: 30)
        let token = try LoginStory.sign(#"{"a_claim_with_a_very_long_name_indeed":"\#(long)","email":"\u001b[2Jx\ny"}"#)
        for width in [36, 40, 80, 200] {
            let lines = InspectText.lines(Inspection(token, now: Self.now), width: width)
            #expect(lines.allSatisfy { $0.count <= width }, "\(width)")
            let joined = lines.map { $0.drop { $0 == " " } }.joined()
            #expect(joined.contains(long), "\(width)")
            #expect(lines.allSatisfy { line in line.unicodeScalars.allSatisfy { $0.value >= 0x20 } })
        }
    }

    @Test func writesTheSameAsJSON() throws {
        let (inspection, _) = inspect(try LoginStory.idToken(nonce: "n-1", extra: #","x":{"b":1,"a":[2.50]}"#))
        let object = try JSONReader.readObject(Array(JSONText.write(InspectText.json(inspection)).utf8))
        #expect(object["kind"]?.string == "jwt")
        #expect(object["verdict"]?.string == "unverified")
        #expect(object["header"]?.object?["alg"]?.string == "ES256")
        #expect(object["claims"]?.object == inspection.jwt?.claims)
        let explained = try #require(object["explained"]?.object?["claims"]?.array).compactMap(\.object)
        #expect(explained.count == inspection.claims.count)
        let exp = try #require(explained.first { $0["name"]?.string == "exp" })
        #expect(exp["time"]?.string == "2026-09-21T14:18:20Z")
        #expect(exp["source"]?.string == "RFC 7519 4.1.4")
    }

    @Test func writesJSONOfADamagedToken() throws {
        let (inspection, _) = inspect("eyJhbGciOiJSUzI1NiJ9.!!!.x")
        let object = try JSONReader.readObject(Array(JSONText.write(InspectText.json(inspection)).utf8))
        #expect(object["kind"]?.string == "broken")
        #expect(object["header"]?.object?["alg"]?.string == "RS256")
        #expect(object["claims"] == .object(JSONObject()))
    }
}
