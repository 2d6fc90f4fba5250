import Foundation
import Testing

@testable import OAuth

/// What is taken out of key files that openssl, ssh-keygen and jwcrypto wrote, and what is refused.
@Suite struct KeyFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Files")

    static func file(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name + ".pem")))
    }

    private func fault(_ bytes: [UInt8]) -> KeyFileFault? {
        do throws(KeyFileFault) {
            _ = try KeyFile.read(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("p256-sec1", "EC P-256"), ("p256-pkcs8", "EC P-256"), ("p256-with-parameters", "EC P-256"),
        ("p384-sec1", "EC P-384"), ("p384-pkcs8", "EC P-384"), ("p521-sec1", "EC P-521"),
        ("rsa-pkcs1", "RSA 2048 bits"), ("rsa-pkcs8", "RSA 2048 bits"), ("ed25519-pkcs8", "OKP Ed25519"),
    ])
    func readsThePrivateKeysThatOpenSSLWrites(name: String, kind: String) throws {
        let keys = try KeyFile.read(try Self.file(name)).keys
        #expect(keys.map(\.kind) == [kind])
    }

    @Test func readsTheSameKeyFromEveryForm() throws {
        for (one, other) in [("p256-sec1", "p256-pkcs8"), ("p384-sec1", "p384-pkcs8"), ("rsa-pkcs1", "rsa-pkcs8")] {
            #expect(try KeyFile.read(try Self.file(one)) == KeyFile.read(try Self.file(other)))
        }
    }

    @Test(arguments: [
        ("encrypted-pkcs8", KeyFileFault.encrypted), ("encrypted-sec1", .encrypted), ("public", .publicOnly),
        ("certificate", .publicOnly), ("openssh", .otherBlock(ForeignText("OPENSSH PRIVATE KEY"))),
        ("rsa-1024", .keySize(1024)), ("x25519-pkcs8", .kind(ForeignText("X25519"))),
        ("ed448-pkcs8", .kind(ForeignText("Ed448"))),
        ("secp256k1-pkcs8", .kind(ForeignText("an EC key on the curve secp256k1"))),
    ])
    func refusesKeysThatItCannotUse(name: String, expected: KeyFileFault) throws {
        #expect(fault(try Self.file(name)) == expected)
    }

    @Test func refusesWhatIsNoKeyFile() {
        #expect(fault([]) == .empty)
        #expect(fault(Array(" \n".utf8)) == .empty)
        #expect(fault(Array("hello".utf8)) == .noKey)
        #expect(fault([0x30, 0x82, 0xFF]) == .noKey)
        #expect(fault(Array("{}".utf8)) == .noKey)
        #expect(fault(Array(#"{"keys":[]}"#.utf8)) == .noKey)
        #expect(fault(Array(#"{"kty":"oct","k":"AAAA"}"#.utf8)) == .symmetric)
        #expect(fault(Array(repeating: 0x20, count: KeyFile.longest + 1)) == .tooLong(limit: KeyFile.longest))
    }

    /// Every shorter file is damaged, and none of them traps.
    @Test func refusesAFileCutShort() throws {
        for name in ["p256-pkcs8", "rsa-pkcs1", "ed25519-pkcs8"] {
            let whole = try #require(PEM(String(decoding: try Self.file(name), as: UTF8.self)))
            let bytes = try #require(whole.blocks.first?.bytes)
            let label = try #require(whole.blocks.first?.label)
            for count in 0..<bytes.count {
                let text = "-----BEGIN \(label)-----\n\(Base64.encode(bytes[..<count]))\n-----END \(label)-----\n"
                #expect(fault(Array(text.utf8)) != nil)
            }
        }
    }

    @Test func refusesAPublicHalfOfAnotherKey() throws {
        let key = try KeyFile.read(try Self.file("p256-sec1")).keys[0]
        let other = try KeyFile.read(try Self.file("p256-with-parameters")).keys[0]
        guard case .ec(let secret) = key.numbers, case .ec(_, let x, let y) = other.publicKey.material else {
            Issue.record("no EC keys")
            return
        }
        let jwk = """
            {"kty":"EC","crv":"P-256","d":"\(Base64URL.encode(secret))","x":"\(Base64URL.encode(x))",\
            "y":"\(Base64URL.encode(y))"}
            """
        #expect(fault(Array(jwk.utf8)) == .mismatch)
        #expect(fault(Array(jwk.replacing("\"d\"", with: "\"dd\"").utf8)) == .publicOnly)
        #expect(
            fault(Array(jwk.replacing("P-256", with: "secp256k1").utf8))
                == .kind(ForeignText("an EC key on the curve secp256k1")))
    }

    @Test func keepsAKeyAndReadsItAgain() throws {
        for name in ["p256-sec1", "p384-pkcs8", "rsa-pkcs1", "ed25519-pkcs8"] {
            let key = try KeyFile.read(try Self.file(name)).keys[0].named("k 1")
            #expect(ClientKey(kept: key.kept) == key)
            #expect(!"\(key) \(String(reflecting: key))".contains("[") && !"\(key.kept)".contains("kty"))
        }
    }

    // MARK: which key signs

    private func set(_ extra: [String]) throws -> KeyFile {
        let names = ["p256-sec1", "p384-sec1", "rsa-pkcs1"]
        let keys = try zip(names, extra).map { name, extra in
            let kept = try KeyFile.read(try Self.file(name)).keys[0].kept.reveal()
            return "{\(extra),\(kept.dropFirst())"
        }
        return try KeyFile.read(Array("{\"keys\":[\(keys.joined(separator: ","))]}".utf8))
    }

    @Test func choosesTheSigningKeyByItsName() throws {
        let file = try set([#""kid":"a""#, #""kid":"b""#])
        #expect(try file.signingKey("b").kind == "EC P-384")
        #expect(throws: KeyFileFault.several([ForeignText("a"), ForeignText("b")])) { try file.signingKey(nil) }
        #expect(throws: KeyFileFault.notNamed(ForeignText("c"), there: [ForeignText("a"), ForeignText("b")])) {
            try file.signingKey("c")
        }
    }

    @Test func leavesOutKeysForEncryption() throws {
        let file = try set([#""kid":"a","use":"enc""#, #""kid":"b","use":"sig""#])
        #expect(try file.signingKey(nil).keyID == "b")
        #expect(try file.decryptionKeys().map(\.keyID) == ["a"])
        #expect(throws: KeyFileFault.notForSigning) { try set([#""use":"enc""#]).signingKey(nil) }
        #expect(throws: KeyFileFault.notForDecryption) { try set([#""use":"sig""#]).decryptionKeys() }
    }

    @Test func givesANameToAKeyWithoutOne() throws {
        let key = try KeyFile.read(try Self.file("p256-sec1")).signingKey("mine")
        #expect(key.keyID == "mine")
    }

    @Test func refusesAlgorithmsThatTheKeyDoesNotHave() throws {
        for name in ["ES384", "RS256", "none", "HS256", "ECDH-ES"] {
            let file = try set([#""alg":"\#(name)""#])
            #expect(throws: KeyFileFault.algorithm(ForeignText(name), kind: "EC P-256")) { try file.signingKey(nil) }
        }
        #expect(throws: KeyFileFault.signsWithNothing(kind: "EC P-521")) {
            try KeyFile.read(try Self.file("p521-sec1")).signingKey(nil)
        }
    }
}
