import Testing

@testable import OAuth

/// What a provider documents about the keys of its clients.
@Suite struct KeyRuleTests {
    private static func rules(_ text: String) throws -> ProviderRules {
        try ProviderRules(try JSONReader.readObject(Array(text.utf8)))
    }

    private static let singpass = """
        {"client":{"methods":["private_key_jwt"],"assertion":{"algorithms":["ES256","ES384"],"key_id":true}},
        "encryption":{"id_token":"required","algorithms":["ECDH-ES+A256KW"]}}
        """

    private static func keys(_ file: String) throws -> KeyFile { try KeyFile.read(try KeyFileTests.file(file)) }

    private static func fault(_ work: () throws(ClientFault) -> Void) -> ClientFault? {
        do throws(ClientFault) {
            try work()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("p256-sec1", nil), ("p384-pkcs8", nil), ("rsa-pkcs1", "this one is RSA 2048 bits"),
        ("ed25519-pkcs8", "must be EC P-256 or EC P-384"),
    ])
    func aKeyOfAnotherKindIsRefused(file: String, words: String?) throws {
        let rules = try Self.rules(Self.singpass)
        let key = try Self.keys(file).signingKey("k")
        let fault = Self.fault { () throws(ClientFault) in try rules.judge(signing: key) }
        guard let words else {
            #expect(fault == nil)
            return
        }
        guard case .keyRule(let sentence)? = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
        #expect(sentence.contains(words), "\(sentence)")
    }

    @Test func aKeyWithoutANameIsRefusedWhereTheProviderLooksForIt() throws {
        let key = try Self.keys("p256-sec1").signingKey(nil)
        let rules = try Self.rules(Self.singpass)
        guard case .keyNameRule? = Self.fault({ () throws(ClientFault) in try rules.judge(signing: key) }) else {
            Issue.record("no fault")
            return
        }
        #expect(Self.fault { () throws(ClientFault) in try ProviderRules.standard.judge(signing: key) } == nil)
    }

    @Test(arguments: [("p256-sec1", true), ("p521-sec1", true), ("rsa-pkcs1", false)])
    func aKeyThatOpensNothingIsRefused(file: String, isTaken: Bool) throws {
        let rules = try Self.rules(Self.singpass)
        let keys = try Self.keys(file).decryptionKeys()
        let fault = Self.fault { () throws(ClientFault) in try rules.judge(decryption: keys) }
        #expect((fault == nil) == isTaken, "\(String(describing: fault))")
    }

    @Test func aProviderWithoutClientKeysTakesNone() throws {
        let rules = try Self.rules(#"{"name":"Kit","client":{"methods":["none"]}}"#)
        let keys = ClientKeys(signing: try Self.keys("p256-sec1").signingKey("k"))
        let client = try ClientConfiguration(
            issuer: try Issuer("https://kit.example"), clientID: "c", scopes: [], rules: rules)
        #expect(Self.fault { () throws(ClientFault) in _ = try client.proving(keys: keys, dpop: nil) } != nil)
    }

    @Test func theyAreReadAsTheyWereWritten() throws {
        let rules = try Self.rules(Self.singpass)
        #expect(rules.client.assertion.algorithms == [.ES256, .ES384])
        #expect(rules.client.assertion.needsKeyID)
        #expect(rules.encryption.algorithms == [.ecdhESA256KW])
        #expect(rules.encryption.needsKey)
        #expect(try ProviderRules(rules.json) == rules)
    }

    @Test(arguments: [
        (#"{"client":{"assertion":{"algorithms":["HS256"]}}}"#, "client.assertion.algorithms"),
        (#"{"client":{"assertion":{"algorithms":[]}}}"#, "client.assertion.algorithms"),
        (#"{"encryption":{"algorithms":["RSA1_5"]}}"#, "encryption.algorithms"),
    ])
    func anAlgorithmThatThereIsNotIsAMistake(text: String, member: String) throws {
        let object = try JSONReader.readObject(Array(text.utf8))
        do throws(RulesFault) {
            _ = try ProviderRules(object)
            Issue.record("taken: \(text)")
        } catch {
            #expect(error.member == member)
        }
    }

    @Test func theListOfTheRulesCountsWhereTheMetadataHaveNone() throws {
        let key = try Self.keys("rsa-pkcs1").signingKey("k")
        var rules = AssertionRules()
        rules.algorithms = [.PS256]
        let table: [([String]?, SignatureAlgorithm)] = [(nil, .PS256), (["RS256"], .RS256)]
        for (advertised, expected) in table {
            let endpoint = try Endpoint("https://a.example/t")
            let signer = AssertionSigner(
                key: key, clientID: "c", issuer: "https://a.example", tokenEndpoint: endpoint,
                advertised: advertised, rules: rules)
            #expect(signer.algorithm == expected)
        }
    }
}
