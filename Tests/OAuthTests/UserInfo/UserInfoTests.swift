import Testing

@testable import OAuth

@Suite struct UserInfoTests {
    private static let subject = "a1b2c3d4-5e6f"

    private func reply(_ body: String, status: Int = 200, headers: [HTTPReply.Header] = []) -> HTTPReply {
        HTTPReply(status: status, headers: headers, body: Array(body.utf8))
    }

    private func judge(_ body: String, status: Int = 200) throws -> UserInfo {
        try UserInfoAnswer.judge(reply(body, status: status), subject: Self.subject)
    }

    @Test func sendsTheTokenInTheHeaderOnly() throws {
        let endpoint = try Endpoint("https://provider.example/userinfo")
        let call = UserInfoRequest.call(endpoint: endpoint, accessToken: Secret("s3cret"))
        #expect(call.method == .get)
        #expect(call.purpose == .userinfo)
        #expect(call.url == endpoint)
        #expect(call.form.isEmpty)
        #expect(call.headers.first { $0.name == "Authorization" }?.value == .secret(Secret("Bearer s3cret")))
        #expect(!String(describing: call).contains("s3cret"))
    }

    @Test func acceptsClaimsAboutTheSamePerson() throws {
        let info = try judge(#" {"sub":"a1b2c3d4-5e6f","name":"Riley Doe","z":1,"a":2}"#)
        #expect(info.claims.members.map(\.name) == ["sub", "name", "z", "a"])
        #expect(info.checks.map(\.id) == ["userinfo.form", "userinfo.sub"])
        #expect(info.checks.allSatisfy { $0.verdict == .passed })
    }

    @Test(
        arguments: [
            (#"{"sub":"somebody-else"}"#, .subjectDiffers(expected: subject, found: ForeignText("somebody-else"))),
            (#"{"sub":"A1B2C3D4-5E6F"}"#, .subjectDiffers(expected: subject, found: ForeignText("A1B2C3D4-5E6F"))),
            (#"{"sub":"a1b2c3d4-5e6f "}"#, .subjectDiffers(expected: subject, found: ForeignText("a1b2c3d4-5e6f "))),
            ("{}", .subjectMissing(expected: subject)), (#"{"sub":""}"#, .subjectMissing(expected: subject)),
            (#"{"sub":1}"#, .subjectMissing(expected: subject)),
            (#"{"sub":"x","sub":"a1b2c3d4-5e6f"}"#, .badJSON(.repeatedName(ForeignText("sub")))),
            ("", .badJSON(.empty)), ("[]", .badJSON(.notAnObject)), ("<!doctype html>", .notJSON),
            ("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", .noKeys), ("eyJhbGciOiJkaXIifQ....", .signed),
        ] as [(String, UserInfoFault)])
    func refuses(_ body: String, _ fault: UserInfoFault) {
        #expect(throws: fault) { try judge(body) }
    }

    @Test(arguments: [204, 302, 400, 403, 404, 500, 503])
    func refusesTheStatus(_ status: Int) {
        #expect(throws: UserInfoFault.status(status)) { try judge(#"{"sub":"a1b2c3d4-5e6f"}"#, status: status) }
    }

    @Test func tellsTheChallengeOf401() {
        let header = HTTPReply.Header("www-authenticate", #"Bearer error="invalid_token""#)
        let fault = UserInfoFault.unauthorized(header.value)
        #expect(throws: fault) {
            try UserInfoAnswer.judge(reply("", status: 401, headers: [header]), subject: Self.subject)
        }
        #expect(fault.message.contains("invalid_token"))
        #expect(fault.message.contains("The session is kept"))
    }

    @Test func readsTwentyThousandClaims() throws {
        let claims = (0..<20_000).map { "\"claim\($0)\":[{}]" }.joined(separator: ",")
        #expect(try judge("{\"sub\":\"a1b2c3d4-5e6f\",\(claims)}").claims.count == 20_001)
    }

    @Test func everyFaultHasASentenceAndAFailedCheck() {
        let foreign = ForeignText("\u{1b}]0;x\u{7}")
        let faults: [UserInfoFault] = [
            .unauthorized(foreign), .unauthorized(nil), .status(500), .notJSON, .signed, .badJSON(.tooDeep),
            .subjectMissing(expected: "\u{1b}"), .subjectDiffers(expected: "a", found: foreign),
        ]
        for fault in faults {
            #expect(fault.message.hasSuffix("."))
            #expect(fault.message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
            #expect(fault.reason.hasPrefix("userinfo_"))
            #expect(fault.check.verdict == .failed)
            #expect(fault.check.expected.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        }
    }
}
