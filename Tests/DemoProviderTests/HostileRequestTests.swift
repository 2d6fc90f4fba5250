import HTTPTypes
import NIOCore
import Testing

@testable import DemoProvider

/// What nobody's client would send. A provider that traps would end the login of everybody else.
@Suite struct HostileRequestTests {
    /// The same numbers in each run (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var value = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
            return value ^ (value >> 31)
        }
    }

    private static let paths = [
        "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server", "/jwks", "/authorize",
        "/sign-in", "/consent", "/token", "/userinfo", "/revoke", "/end-session", "/sign-out", "/par",
        "/device_authorization", "/device", "/", "//", "/authorize/", "*", "", "/\u{0}", "http://a/token", "/token?",
    ]
    private static let names = [
        "grant_type", "code", "code_verifier", "redirect_uri", "client_id", "client_secret", "refresh_token", "scope",
        "state", "nonce", "response_type", "code_challenge", "code_challenge_method", "request_uri", "device_code",
        "user_code", "form_token", "interaction", "action", "username", "password", "id_token_hint", "max_age",
        "prompt", "token", "post_logout_redirect_uri", "",
    ]
    private static let values = [
        "authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code", "password", "code",
        "pixie-demo", Desk.redirect, Desk.challenge, Desk.verifier, "openid offline_access", "S256", "none login",
        "http://[::1]:99999/callback", "http://127.0.0.1:1/callback?", "9999999999", "-1", "a.b.c", "..", "allow",
        "urn:ietf:params:oauth:request_uri:x", "\u{0}\r\n\u{1b}[2J", "é\u{301}\u{202e}👩‍👩‍👧", "", "%", "\"'><script>",
        String(repeating: "a", count: 9000), String(repeating: "e30.", count: 900), Desk.password, "demo", "BCDF-GHJK",
    ]
    private static let fields = [
        "Bearer a", "DPoP a", "Basic OjpA", "Basic cGl4aWUtZGVtbzo=", "bearer", "", "e30.e30.e30", "a=b; ;=;pixie",
        "https://evil.example", "null", "application/x-www-form-urlencoded", "text/plain", "cross-site",
    ]

    private static func question(_ dice: inout Dice) -> Question {
        func pick(_ list: [String]) -> String { list[Int(dice.next() % UInt64(list.count))] }
        var question = Question(
            method: [.get, .post, .head, .options, .put][Int(dice.next() % 5)], path: pick(paths), query: "",
            host: dice.next() % 16 == 0 ? pick(values) : "127.0.0.1:4000", fields: [:])
        let pairs = (0..<Int(dice.next() % 9)).map { _ in FormPair(pick(names), pick(values)) }
        var text = Array(FormCoding.encode(pairs).utf8)
        for _ in 0..<Int(dice.next() % 4) where !text.isEmpty {
            text[Int(dice.next() % UInt64(text.count))] = UInt8(truncatingIfNeeded: dice.next())
        }
        if question.method == .post {
            question.body = text
        } else {
            question.query = String(decoding: text, as: UTF8.self)
        }
        for name in [HTTPField.Name.authorization, .dpop, .cookie, .origin, .contentType, .fetchSite]
        where dice.next() % 3 == 0 {
            question.fields[name] = pick(fields)
        }
        if question.method == .post, dice.next() % 4 != 0 {
            question.fields[.contentType] = "application/x-www-form-urlencoded"
        }
        return question
    }

    /// Every fault, with everything offered that can be, under the same storm.
    @Test func noRequestTrapsAProvider() async throws {
        var dice = Dice(state: 20_261_121)
        for fault in [nil] + FaultCatalog.all.map(\.id) {
            let desk = try await Desk(fault: fault) { options in
                options.offers.pushedRequests = .offered
                options.offers.device = .init(approvesAfter: 1)
                options.offers.requiresDPoP = dice.next() % 2 == 0
            }
            for _ in 0..<Self.perFault {
                let question = Self.question(&dice)
                let answer = desk.provider.answer(question)
                #expect((200..<600).contains(answer.status.code))
                // Heads are made of every answer, whatever the fault put into it.
                #expect(!answer.head(.octets(answer.body.count)).isEmpty)
            }
            _ = desk.oracle.report.text
        }
    }

    private static let perFault = 4

    /// Octets on the socket that are nearly a request.
    @Test func noOctetsTrapTheServer() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        var dice = Dice(state: 7)
        let right =
            "POST /token HTTP/1.1\r\nHost: 127.0.0.1:\(provider.port)\r\nContent-Length: 9\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\ncode=abcd"
        for _ in 0..<60 {
            var octets = Array(right.utf8)
            for _ in 0..<(1 + Int(dice.next() % 6)) {
                let place = Int(dice.next() % UInt64(octets.count))
                switch dice.next() % 3 {
                case 0: octets[place] = UInt8(truncatingIfNeeded: dice.next())
                case 1: octets.remove(at: place)
                case _: octets.insert(contentsOf: Array("\r\n\0:;%".utf8), at: place)
                }
            }
            let channel = try await Wire.connect(port: provider.port)
            try? await channel.executeThenClose { _, outbound in try await outbound.write(ByteBuffer(bytes: octets)) }
        }
        #expect(try await Wire.get(provider.issuer + "/jwks").status == 200)
        await provider.stop()
    }
}
