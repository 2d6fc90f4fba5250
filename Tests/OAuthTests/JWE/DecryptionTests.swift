import Testing

@testable import OAuth

/// Encrypted texts (RFC 7516): what is opened, and what is refused.
@Suite struct DecryptionTests {
    static let vectors = JWEVectors.all

    @Test func opensWhatOtherSoftwareEncrypted() throws {
        #expect(Self.vectors.texts.count == 24)
        for text in Self.vectors.texts {
            let opened = try Decryption.open(text.token, with: [Self.vectors.key(text.key)])
            #expect(opened.text.reveal() == JWEVectors.plain, "\(text.agreement) \(text.content) \(text.key)")
            #expect(opened.agreement.rawValue == text.agreement && opened.content.rawValue == text.content)
        }
    }

    private func fault(_ token: Secret, _ keys: [ClientKey]? = nil) -> JWEFault? {
        do throws(JWEFault) {
            _ = try Decryption.open(token, with: keys ?? Array(Self.vectors.keys.values))
            return nil
        } catch {
            return error
        }
    }

    @Test func refusesAlgorithmsOutsideOfItsList() {
        #expect(Self.vectors.others.count == 3)
        for text in Self.vectors.others {
            let fault = fault(text.token)
            #expect(
                fault == .keyAlgorithm(ForeignText(text.agreement))
                    || fault == .contentAlgorithm(ForeignText(text.content)), "\(text.agreement) \(text.content)")
        }
    }

    /// The parts of a right text, the header as JSON.
    private func parts(_ agreement: String = "ECDH-ES+A256KW", _ content: String = "A256GCM") -> [String] {
        Self.vectors.text(agreement, content).token.reveal().split(separator: ".", omittingEmptySubsequences: false)
            .map(String.init)
    }

    /// With another header. Its content cannot be right any more, so the fault must come before.
    private func headed(_ change: (JSONObject) -> [JSONObject.Member], _ agreement: String = "ECDH-ES+A256KW") throws
        -> Secret
    {
        var parts = parts(agreement)
        let header = try JSONReader.readObject(try #require(Base64URL.decode(parts[0])))
        parts[0] = Base64URL.encode(JSONValue.object(JSONObject(members: change(header))).text.utf8)
        return Secret(parts.joined(separator: "."))
    }

    private func with(_ name: String, _ value: JSONValue?) throws -> Secret {
        try headed { header in
            let others = header.members.filter { $0.name != name }
            return others + (value.map { [JSONObject.Member(name: name, value: $0)] } ?? [])
        }
    }

    @Test func refusesHeadersThatItMustNotFollow() throws {
        #expect(fault(try with("zip", .string("DEF"))) == .compressed)
        #expect(fault(try with("crit", .array([.string("exp")]))) == .critical(ForeignText(#"["exp"]"#)))
        #expect(fault(try with("alg", nil)) == .missing("alg"))
        #expect(fault(try with("alg", .bool(true))) == .missing("alg"))
        #expect(fault(try with("enc", nil)) == .missing("enc"))
        for name in ["none", "dir", "RSA1_5", "RSA-OAEP", "A256KW", "PBES2-HS256+A128KW", "ecdh-es", "ECDH-1PU"] {
            #expect(fault(try with("alg", .string(name))) == .keyAlgorithm(ForeignText(name)))
        }
        for name in ["none", "a256gcm", "A192GCM", "A256CBC", "C20P"] {
            #expect(fault(try with("enc", .string(name))) == .contentAlgorithm(ForeignText(name)))
        }
    }

    @Test func refusesKeysOfTheSenderThatAreNone() throws {
        let right = try JSONReader.readObject(try #require(Base64URL.decode(parts()[0])))
        let epk = try #require(right["epk"]?.object)
        func changed(_ name: String, _ value: JSONValue?) -> JSONValue {
            let others = epk.members.filter { $0.name != name }
            return .object(
                JSONObject(members: others + (value.map { [JSONObject.Member(name: name, value: $0)] } ?? [])))
        }
        let noCurve = JWEFault.agreement("epk is not an EC key on P-256, P-384 or P-521")
        #expect(fault(try with("epk", nil)) == .agreement("no epk in the header"))
        #expect(fault(try with("epk", .string("x"))) == noCurve)
        #expect(fault(try with("epk", changed("x", nil))) == noCurve)
        #expect(fault(try with("epk", changed("crv", .string("secp256k1")))) == noCurve)
        #expect(fault(try with("epk", changed("kty", .string("RSA")))) == noCurve)
        #expect(fault(try with("epk", changed("d", epk["x"]))) == .agreement("epk holds the private key"))
        // A point beside the curve would betray the private key bit by bit.
        #expect(
            fault(try with("epk", changed("y", epk["x"])), [Self.vectors.key("P-256")])
                == .notOpened(tried: 1, named: ForeignText("ec-256")))
        for name in ["apu", "apv"] {
            #expect(
                fault(try with(name, .string("!")))
                    == .agreement("\(name) is not base64url of at most 1024 octets"))
            #expect(
                fault(try with(name, .string(String(repeating: "A", count: 1600))))
                    == .agreement("\(name) is not base64url of at most 1024 octets"))
        }
    }

    @Test func refusesWhatIsNotFiveParts() {
        #expect(fault(Secret("")) == .parts(0))
        #expect(fault(Secret("a.b.c")) == .parts(3))
        #expect(fault(Secret("a.b.c.d.e.f.g")) == .parts(6))
        #expect(
            fault(Secret(String(repeating: ".", count: Limits.storedToken + 1)))
                == .tooLong(Limits.storedToken + 1, limit: Limits.storedToken))
        #expect(!JWE.hasItsForm(Secret("a.b.c.d.e.f")) && !JWE.hasItsForm(Secret("a.b.c")))
        #expect(JWE.hasItsForm(Secret("a..c.d.e")))
    }

    @Test func refusesPartsOfAnotherLength() throws {
        for (index, part, expected) in [(1, JWE.Part.key, 40), (2, .vector, 12), (4, .tag, 16)] {
            var parts = parts()
            parts[index] = Base64URL.encode([1, 2, 3])
            #expect(
                fault(Secret(parts.joined(separator: "."))) == .length(part, expected: expected, found: 3))
            parts[index] = "*"
            #expect(fault(Secret(parts.joined(separator: "."))) == .badEncoding(part))
        }
        var direct = parts("ECDH-ES")
        direct[1] = Base64URL.encode([1, 2, 3])
        #expect(fault(Secret(direct.joined(separator: "."))) == .length(.key, expected: 0, found: 3))
    }

    /// One bit anywhere in key, vector, content or tag: nothing comes out, whatever the algorithms are.
    @Test func refusesEverythingThatWasChanged() throws {
        for text in Self.vectors.texts {
            let parts = text.token.reveal().split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            for index in 1...4 {
                guard var octets = Base64URL.decode(parts[index]), !octets.isEmpty else { continue }
                octets[octets.count / 2] ^= 1
                var changed = parts
                changed[index] = Base64URL.encode(octets)
                #expect(
                    fault(Secret(changed.joined(separator: ".")), [Self.vectors.key(text.key)])?.reason
                        == "not_decrypted", "part \(index) of \(text.agreement) \(text.content)")
            }
        }
    }

    @Test func authenticatesTheHeader() throws {
        #expect(fault(try with("x", .string("added")))?.reason == "not_decrypted")
    }

    @Test func triesTheNamedKeyFirstAndThenTheOthers() throws {
        let text = Self.vectors.text("ECDH-ES+A256KW", "A256GCM")
        let right = Self.vectors.key("P-256")
        let other = try KeyFile.read(try KeyFileTests.file("p256-sec1")).keys[0]
        // Under another name, behind a key that does not fit, and with one of another curve.
        for keys in [
            [other, right], [other.named("ec-256"), right.named("renamed")], [Self.vectors.key("P-384"), right],
        ] {
            #expect(try Decryption.open(text.token, with: keys).text.reveal() == JWEVectors.plain)
        }
        #expect(fault(text.token, [other]) == .notOpened(tried: 1, named: ForeignText("ec-256")))
        #expect(fault(text.token, []) == .noKeys)
        #expect(
            fault(text.token, [Self.vectors.key("RSA")])
                == .unfitKeys(ForeignText("ECDH-ES+A256KW"), kinds: ["RSA 2048 bits"]))
        #expect(
            fault(text.token, Array(repeating: other, count: 40))
                == .notOpened(tried: Decryption.mostTries, named: ForeignText("ec-256")))
    }

    // MARK: the standards' own numbers

    @Test func derivesTheKeyOfRFC7518AppendixC() throws {
        let bob = """
            {"kty":"EC","crv":"P-256","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",\
            "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}
            """
        let header = """
            {"alg":"ECDH-ES","enc":"A128GCM","apu":"QWxpY2U","apv":"Qm9i","epk":{"kty":"EC","crv":"P-256",\
            "x":"gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0","y":"SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps"}}
            """
        let text = [
            Base64URL.encode(header.utf8), "", Base64URL.encode(Array(repeating: UInt8(0), count: 12)), "",
            Base64URL.encode(Array(repeating: UInt8(0), count: 16)),
        ].joined(separator: ".")
        let jwe = try JWE.decode(Secret(text))
        let key = try KeyFile.read(Array(bob.utf8)).keys[0]
        let derived = JWEMath.contentKey(jwe, try JWEHeader(jwe), key)
        #expect(derived.map { Base64URL.encode($0) } == "VqqN6vgjbSBcIijNcacQGg")
    }

    @Test func opensTheContentOfRFC7516AppendixA() throws {
        let gcm = """
            eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.48V1_ALb6US04U3b.5eym8TW_c8SuK0ltJ3rpYIzOeDQz7TALvtu6UG9oM\
            o4vpzs9tX_EFShS8iB7j6jiSdiwkIr3ajwQzaBtQD_A.XFBoMYUZodetZdvTiFvSkQ
            """
        let gcmKey: [UInt8] = [
            177, 161, 244, 128, 84, 143, 225, 115, 63, 180, 3, 255, 107, 154, 212, 246, 138, 7, 110, 91, 112, 46, 34,
            105, 47, 130, 203, 46, 122, 234, 64, 252,
        ]
        let plain = try #require(JWEMath.content(try JWE.decode(Secret(gcm)), .A256GCM, key: gcmKey))
        #expect(
            String(decoding: plain, as: UTF8.self)
                == "The true sign of intelligence is not knowledge but imagination.")

        let cbc = """
            eyJhbGciOiJSU0ExXzUiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.AA.AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPS\
            UrfmqCHXaI9wOGY.9hH0vgRfYgPnAHOd8stkvw
            """
        let cbcKey: [UInt8] = [
            4, 211, 31, 197, 84, 157, 252, 254, 11, 100, 157, 250, 63, 170, 106, 206, 107, 124, 212, 45, 111, 107, 9,
            219, 200, 177, 0, 240, 143, 156, 44, 207,
        ]
        let other = try #require(JWEMath.content(try JWE.decode(Secret(cbc)), .A128CBC_HS256, key: cbcKey))
        #expect(String(decoding: other, as: UTF8.self) == "Live long and prosper.")
    }
}
