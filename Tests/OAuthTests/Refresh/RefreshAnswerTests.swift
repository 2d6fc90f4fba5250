import OAuth
import Testing

struct RefreshAnswerTests {
    private func reply(_ body: String, status: Int = 200, headers: [HTTPReply.Header] = []) -> HTTPReply {
        HTTPReply(
            status: status, headers: [HTTPReply.Header("Content-Type", "application/json")] + headers,
            body: Array(body.utf8))
    }

    private let granted = [ForeignText("openid"), ForeignText("email")]

    @Test func theRequestAsksForNoMoreThanWasGranted() throws {
        let call = RefreshRequest.call(
            Secret("rt"), clientID: "cli", resources: ["https://a/"],
            endpoint: try Endpoint("https://login.example.com/token"), authentication: .basic(Secret("s")))
        #expect(
            call.form.map { "\($0.name)=\($0.value.reveal())" } == [
                "grant_type=refresh_token", "refresh_token=rt", "resource=https://a/",
            ])
        #expect(call.headers.map(\.name) == ["Accept", "Authorization"])
        var dumped = ""
        dump(call, to: &dumped)
        #expect(!dumped.contains("rt\""))
    }

    @Test func neitherARefreshTokenNorAnIDTokenIsRequired() throws {
        let tokens = try RefreshAnswer.judge(
            reply(#"{"access_token":"a","token_type":"bearer"}"#), granted: granted)
        #expect(tokens.refreshToken == nil && tokens.idToken == nil)
        let skipped = tokens.checks.compactMap { if case .skipped(let why) = $0.verdict { why } else { nil } }
        #expect(skipped.contains("not sent: the old one stays") && skipped.contains("not sent: the old claims stay"))
    }

    @Test func aDifferenceOfScopesIsShown() throws {
        let tokens = try RefreshAnswer.judge(
            reply(#"{"access_token":"a","token_type":"bearer","scope":"openid admin"}"#), granted: granted)
        #expect(tokens.addedScopes == [ForeignText("admin")])
        #expect(tokens.missingScopes == ["email"])
    }

    @Test(arguments: [
        (400, #"{"error":"invalid_grant"}"#), (401, #"{"error":"invalid_grant"}"#),
        (200, #"{"error":"invalid_grant"}"#),
    ])
    func invalidGrantIsTheEnd(status: Int, body: String) {
        #expect(throws: RefreshFault.ended(TokenError(code: ForeignText("invalid_grant"), status: status))) {
            try RefreshAnswer.judge(reply(body, status: status), granted: granted)
        }
    }

    @Test func aServerThatAsksToWaitIsBelieved() {
        let busy = reply("", status: 503, headers: [HTTPReply.Header("Retry-After", "120")])
        #expect(throws: RefreshFault.unavailable(status: 503, retryAfter: 120)) {
            try RefreshAnswer.judge(busy, granted: granted)
        }
        #expect(RefreshFault.unavailable(status: 503, retryAfter: 120).message.contains("2:00"))
    }
}
