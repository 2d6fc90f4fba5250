import HTTPTypes
import JWTKit
import Testing

@testable import DemoProvider

/// Signatures that faults promise are what they say, judged by a library that did not make them.
@Suite struct ForgedSignatureTests {
    private struct Anything: JWTPayload {
        let sub: String

        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    private func login(_ fault: String) async throws -> (token: String, key: Seen) {
        let walk = try await Walk(fault)
        return (try #require(walk.idToken).text, try #require(walk.keyList.first))
    }

    private func rsa(_ key: Seen, _ digest: DigestAlgorithm) async throws -> JWTKeyCollection {
        let modulus = try #require(key["n"]?.text)
        let exponent = try #require(key["e"]?.text)
        let name = try #require(key["kid"]?.text)
        let collection = JWTKeyCollection()
        return await collection.add(
            rsa: try Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent), digestAlgorithm: digest,
            kid: JWKIdentifier(string: name))
    }

    @Test func rs512IsARightSignatureByThePublishedKey() async throws {
        let (token, key) = try await login("idt-alg-unlisted")
        let keys = try await rsa(key, .sha512)
        #expect(try await keys.verify(token, as: Anything.self).sub == Person.subject)
    }

    @Test(arguments: ["idt-key-enc", "ok-big-token", "idt-wrong-aud"])
    func whereOnlyTheClaimsOrTheUseAreWrongTheSignatureIsRight(_ fault: String) async throws {
        let (token, key) = try await login(fault)
        let point = try (x: #require(key["x"]?.text), y: #require(key["y"]?.text))
        let keys = await JWTKeyCollection().add(
            ecdsa: try ES256PublicKey(parameters: point),
            kid: JWKIdentifier(string: try #require(key["kid"]?.text)))
        #expect(try await keys.verify(token, as: Anything.self).sub == Person.subject)
    }

    @Test(arguments: ["idt-bad-sig", "idt-other-key-sig", "idt-payload-changed", "idt-jwk-header", "idt-es256-zero"])
    func theOthersAreWrongSignatures(_ fault: String) async throws {
        let (token, key) = try await login(fault)
        let point = try (x: #require(key["x"]?.text), y: #require(key["y"]?.text))
        let keys = await JWTKeyCollection().add(
            ecdsa: try ES256PublicKey(parameters: point),
            kid: JWKIdentifier(string: try #require(key["kid"]?.text)))
        await #expect(throws: (any Error).self) { try await keys.verify(token, as: Anything.self) }
    }
}
