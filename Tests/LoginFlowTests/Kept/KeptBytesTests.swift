import LoginFlow
import OAuth
import Testing

/// What is kept comes back as it was, and what was damaged on the way is told and never trusted.
struct KeptBytesTests {
    @Test func aSessionComesBackAsItWas() throws {
        for session in try KeptFixture.sessions() {
            #expect(try StoredSession(bytes: session.bytes) == session)
        }
    }

    @Test func aWaitingLoginComesBackAsItWas() throws {
        for waiting in try KeptFixture.waiting() {
            #expect(try WaitingLogin(bytes: waiting.bytes) == waiting)
        }
    }

    @Test func aSessionHoldsNothingOfTheLoginBeyondItsTokens() throws {
        let material = try FlowHarness.awaiting().awaiting.attempt.material
        let text = String(decoding: try KeptFixture.session().bytes, as: UTF8.self)
        for secret in [material.pkce.verifier.secret, material.state, Secret(Fixture.code)] {
            #expect(!text.contains(secret.reveal()))
        }
        // The ID token has it inside; beside it there is only its hash.
        let nonce = try #require(material.nonce)
        #expect(!text.contains(nonce.reveal()))
        #expect(text.contains(NonceHash.of(nonce)))
    }

    @Test func aNewerVersionIsToldApartFromDamage() throws {
        let text = String(decoding: try KeptFixture.session().bytes, as: UTF8.self)
        let newer = text.replacing("\"version\":2,", with: "\"version\":7,\"unheard_of\":true,")
        #expect(throws: KeptFault.newerVersion(7)) { try StoredSession(bytes: Array(newer.utf8)) }
        let older = text.replacing("\"version\":2,", with: "\"version\":0,")
        #expect(throws: KeptFault.badMember("version")) { try StoredSession(bytes: Array(older.utf8)) }
    }

    /// Version 2 only added keys, and 3 of a waiting login how many attempts there were: as many as are kept, at least.
    @Test func theVersionBeforeIsRead() throws {
        let session = try KeptFixture.session()
        let text = String(decoding: session.bytes, as: UTF8.self).replacing("\"version\":2,", with: "\"version\":1,")
        #expect(text.contains("\"version\":1,"))
        #expect(try StoredSession(bytes: Array(text.utf8)) == session)
        for waiting in try KeptFixture.waiting() {
            var text = String(decoding: waiting.bytes, as: UTF8.self)
            let start = try #require(text.firstRange(of: ",\"attempts\":"))
            let end = try #require(text[start.upperBound...].firstIndex(of: ","))
            text.removeSubrange(start.lowerBound..<end)
            for version in 1...2 {
                let old = text.replacing("\"version\":3,", with: "\"version\":\(version),")
                #expect(try WaitingLogin(bytes: Array(old.utf8)) == waiting)
            }
        }
    }

    @Test func theTwoKindsAreNotMixedUp() throws {
        let session = try KeptFixture.session()
        let waiting = try #require(try KeptFixture.waiting().first)
        #expect(throws: KeptFault.otherKind) { try WaitingLogin(bytes: session.bytes) }
        #expect(throws: KeptFault.otherKind) { try StoredSession(bytes: waiting.bytes) }
    }

    @Test(arguments: [
        ("\"generation\":1", "\"generation\":0", "generation"),
        ("\"generation\":1", "\"generation\":\"1\"", "generation"),
        ("\"client_id\":\"pixie-cli\",", "", "client_id"),
        ("\"client_id\":", "\"extra\":1,\"client_id\":", "extra"),
        ("\"client_auth\":\"none\"", "\"client_auth\":\"some\"", "client_auth"),
        ("https://login.example.com/token", "http://login.example.com/token", "token_endpoint"),
        ("\"token_type\":", "\"other\":1,\"token_type\":", "tokens.other"),
        ("\"id_token\":\"e", "\"id_token\":\"!", "id_token"),
    ])
    func aDamagedMemberIsNamed(from: String, to: String, name: String) throws {
        let text = String(decoding: try KeptFixture.session().bytes, as: UTF8.self)
        #expect(text.contains(from))
        let damaged = text.replacing(from, with: to)
        #expect(throws: KeptFault.badMember(name)) { try StoredSession(bytes: Array(damaged.utf8)) }
    }

    @Test(arguments: ["0", "1", "-1", "1000001", "9223372036854775807", "1.5", "\"2\""])
    func aNumberOfAttemptsThatCannotBeIsDamage(value: String) throws {
        // Its second attempt waits.
        let waiting = try #require(try KeptFixture.waiting().dropFirst().first)
        let text = String(decoding: waiting.bytes, as: UTF8.self)
        #expect(text.contains("\"attempts\":2,"))
        let damaged = text.replacing("\"attempts\":2,", with: "\"attempts\":\(value),")
        #expect(throws: KeptFault.badMember("attempts")) { try WaitingLogin(bytes: Array(damaged.utf8)) }
    }

    /// Encryption finds every flip; should one get here all the same, nothing traps and nothing is quietly the old.
    @Test func aFlippedBitIsAnErrorOrAnotherValue() throws {
        let session = try KeptFixture.session()
        let waiting = try #require(try KeptFixture.waiting().dropFirst().first)
        for index in session.bytes.indices {
            var bytes = session.bytes
            bytes[index] ^= 1 << UInt8(index % 8)
            let read = try? StoredSession(bytes: bytes)
            #expect(read != session, "bit \(index % 8) of byte \(index)")
        }
        for index in stride(from: 0, to: waiting.bytes.count, by: 5) {
            var bytes = waiting.bytes
            bytes[index] ^= 1 << UInt8(index % 7)
            let read = try? WaitingLogin(bytes: bytes)
            #expect(read != waiting, "bit \(index % 7) of byte \(index)")
        }
    }

    @Test func aCutTextIsAnErrorAtEveryLength() throws {
        let bytes = try KeptFixture.session().bytes
        for length in 0..<bytes.count {
            #expect(throws: KeptFault.self) { try StoredSession(bytes: Array(bytes[..<length])) }
        }
    }
}
