import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct DeviceTests {
    private struct Codes {
        let device: String
        let user: String
    }

    private func desk(_ offer: DemoProviderOffers.Device = .init()) async throws -> Desk {
        try await Desk { $0.offers.device = offer }
    }

    private func begin(_ desk: Desk, scope: String? = "openid email") throws -> Codes {
        let form = [FormPair("client_id", "pixie-demo")] + (scope.map { [FormPair("scope", $0)] } ?? [])
        let members = try Parsed(desk.post("/device_authorization", form))
        return Codes(device: try #require(members.device_code), user: try #require(members.user_code))
    }

    private func poll(_ desk: Desk, _ code: String?) -> Answer {
        let form = [
            FormPair("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), FormPair("client_id", "pixie-demo"),
        ]
        return desk.post("/token", form + (code.map { [FormPair("device_code", $0)] } ?? []))
    }

    /// The page, filled in and sent.
    private func enter(
        _ desk: Desk, _ code: String, action: String = "allow", password: String = Desk.password
    ) throws -> Answer {
        let browser = Browser(desk)
        let page = browser.open("/device?" + FormCoding.encode([FormPair("user_code", code)]))
        return try browser.submit(page, action: action, password: password)
    }

    @Test func theCodesAreAsTheSpecificationWants() async throws {
        let desk = try await desk()
        let answer = desk.post(
            "/device_authorization", [FormPair("client_id", "pixie-demo"), FormPair("scope", "openid")])
        let members = try Parsed(answer)
        #expect(members.user_code?.wholeMatch(of: #/[B-Z]{4}-[B-Z]{4}/#) != nil)
        #expect(members.verification_uri == "http://127.0.0.1:4000/device")
        let page = "http://127.0.0.1:4000/device?user_code="
        #expect(members.verification_uri_complete == page + (members.user_code ?? ""))
        #expect(members.interval == 5)
        #expect(members.expires_in == 600)
        #expect(answer.fields[.cacheControl] == "no-store")
    }

    @Test func aLoginWithACode() async throws {
        let desk = try await desk()
        let codes = try begin(desk)
        #expect(try Parsed(poll(desk, codes.device)).error == "authorization_pending")
        // As people type.
        let typed = codes.user.lowercased().replacing("-", with: " ")
        #expect(try enter(desk, typed).text.contains("You are signed in"))
        desk.pass(seconds: 5)
        let answer = poll(desk, codes.device)
        #expect(answer.status == .ok)
        let tokens = try Parsed(answer)
        #expect(tokens.scope == "openid email")
        #expect(try Claims(token: try #require(tokens.id_token)).nonce == nil)
        #expect(desk.userInfo(try #require(tokens.access_token)).status == .ok)
        desk.pass(seconds: 5)
        #expect(try Parsed(poll(desk, codes.device)).error == "invalid_grant")
        #expect(try enter(desk, codes.user).text.contains("not waiting here"))
    }

    @Test func aDenialIsTold() async throws {
        let desk = try await desk()
        let codes = try begin(desk)
        _ = try enter(desk, codes.user, action: "deny")
        #expect(try Parsed(poll(desk, codes.device)).error == "access_denied")
    }

    @Test func aWrongPasswordOrCodeAllowsNothing() async throws {
        let desk = try await desk()
        let codes = try begin(desk)
        #expect(try enter(desk, codes.user, password: "wrong").text.contains("is wrong"))
        #expect(try enter(desk, "BBBB-BBBB").text.contains("not waiting here"))
        #expect(try enter(desk, "").text.contains("not waiting here"))
        #expect(try Parsed(poll(desk, codes.device)).error == "authorization_pending")
    }

    @Test func aFormThatThisPageDidNotMakeIsRefused() async throws {
        let desk = try await desk()
        let codes = try begin(desk)
        let form = [
            FormPair("user_code", codes.user), FormPair("username", "demo"), FormPair("password", Desk.password),
            FormPair("action", "allow"), FormPair("form_token", "x"),
        ]
        #expect(desk.post("/device", form).status == .badRequest)
        #expect(try Parsed(poll(desk, codes.device)).error == "authorization_pending")
    }

    @Test func codesExpire() async throws {
        let desk = try await desk(.init(lifetime: 30))
        let codes = try begin(desk)
        desk.pass(seconds: 30)
        #expect(try enter(desk, codes.user).text.contains("not waiting here"))
        #expect(try Parsed(poll(desk, codes.device)).error == "expired_token")
    }

    /// RFC 8628 section 3.5: the interval is kept, and grows with each slow_down.
    @Test func pollingTooEarlyIsSlowedDownAndNoted() async throws {
        let desk = try await desk()
        let codes = try begin(desk)
        #expect(poll(desk, codes.device).misconduct.isEmpty)
        desk.pass(seconds: 4)
        let early = poll(desk, codes.device)
        #expect(try Parsed(early).error == "slow_down")
        #expect(early.misconduct.count == 1)
        #expect(!early.misconduct.joined().contains(codes.device))
        desk.pass(seconds: 5)
        #expect(try Parsed(poll(desk, codes.device)).error == "slow_down")
        desk.pass(seconds: 15)
        let patient = poll(desk, codes.device)
        #expect(try Parsed(patient).error == "authorization_pending")
        #expect(patient.misconduct.isEmpty)
    }

    @Test func entersTheCodeByItselfWhereItIsToldTo() async throws {
        let desk = try await desk(.init(interval: 1, approvesAfter: 2, slowDowns: 2))
        let codes = try begin(desk)
        let script: [(wait: Int, error: String?)] = [
            (0, "slow_down"), (6, "slow_down"), (11, "authorization_pending"), (11, "authorization_pending"), (11, nil),
        ]
        for (wait, error) in script {
            desk.pass(seconds: wait)
            let answer = poll(desk, codes.device)
            #expect(try Parsed(answer).error == error)
            #expect(answer.misconduct.isEmpty)
        }
    }

    @Test func refusesWhatIsNotRight() async throws {
        let desk = try await desk()
        #expect(try Parsed(poll(desk, "unknown")).error == "invalid_grant")
        #expect(try Parsed(poll(desk, nil)).error == "invalid_request")
        #expect(try Parsed(desk.post("/device_authorization", [])).error == "invalid_client")
        let root = [FormPair("client_id", "pixie-demo"), FormPair("scope", "root")]
        #expect(try Parsed(desk.post("/device_authorization", root)).error == "invalid_scope")
        #expect(try Parsed(poll(try await Desk(), "x")).error == "unsupported_grant_type")
    }

    @Test func isInTheMetadataWhereItIsOffered() async throws {
        let text = try await desk().ask(.get, "/.well-known/openid-configuration").text
        #expect(text.contains(#""device_authorization_endpoint":"http://127.0.0.1:4000/device_authorization""#))
        #expect(text.contains(#""urn:ietf:params:oauth:grant-type:device_code""#))
        #expect(!(try await Desk()).ask(.get, "/.well-known/openid-configuration").text.contains("device"))
    }
}
