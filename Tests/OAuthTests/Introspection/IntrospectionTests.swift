import OAuth
import Testing

/// The provider's word on a token (RFC 7662).
struct IntrospectionTests {
    private static let now = Timestamp(seconds: 1_795_269_723)

    private static func reply(_ body: String, _ status: Int = 200, type: String = "application/json") -> HTTPReply {
        HTTPReply(status: status, headers: [HTTPReply.Header("Content-Type", type)], body: Array(body.utf8))
    }

    private static func judge(_ reply: HTTPReply) throws -> Introspection {
        try Introspection.judge(
            reply, clientID: "pixie-cli", issuer: Issuer("https://login.example.com"), at: now)
    }

    private static func fault(_ reply: HTTPReply) -> IntrospectionFault? {
        do {
            _ = try judge(reply)
            return nil
        } catch {
            return error as? IntrospectionFault
        }
    }

    @Test func theRequestCarriesTheTokenInItsBodyAlone() throws {
        let call = IntrospectionRequest.call(
            Secret("s3cret-token"), .accessToken, clientID: "cli",
            endpoint: try Endpoint("https://h.example/introspect"),
            authentication: .basic(Secret("x")))
        #expect(call.method == .post)
        #expect(call.body == "token=s3cret-token&token_type_hint=access_token")
        #expect(call.headers.map(\.name) == ["Accept", "Authorization"])
        #expect(!String(describing: call).contains("s3cret"))
    }

    @Test func anActiveTokenIsExplained() throws {
        let found = try Self.judge(
            Self.reply(
                #"{"active":true,"scope":"openid","exp":1795269783,"client_id":"pixie-cli","odd":[1],"#
                    + #""iss":"https://login.example.com"}"#))
        #expect(found.isActive)
        #expect(found.notes.isEmpty)
        #expect(found.members.map(\.name.description) == ["active", "scope", "exp", "client_id", "odd", "iss"])
        #expect(found.members[2].timeText?.hasSuffix("in 1:00") == true)
        #expect(found.members[0].source == "RFC 7662 2.2")
        #expect(found.members[4].meaning == nil)
    }

    @Test func inactiveIsAnAnswerAndNoError() throws {
        let found = try Self.judge(Self.reply(#"{"active":false}"#))
        #expect(!found.isActive)
        #expect(found.headline.contains("does not say which"))
    }

    @Test(arguments: [
        (#"{"active":true,"client_id":"other\u001b[2J"}"#, "issued to the client other"),
        (#"{"active":true,"iss":"https://evil.example"}"#, "Its iss is https://evil.example"),
        (#"{"active":true,"exp":1795269600}"#, "one clock is wrong"),
    ])
    func whatDoesNotFitIsNoted(body: String, words: String) throws {
        let notes = try Self.judge(Self.reply(body)).notes
        #expect(notes.count == 1)
        #expect(notes.first?.contains(words) == true, "\(notes)")
        #expect(notes.allSatisfy { !$0.unicodeScalars.contains("\u{1b}") })
    }

    @Test(arguments: [
        ("{}", 200, "no usable active"), (#"{"active":"true"}"#, 200, "no usable active"),
        (#"{"active":1}"#, 200, "no usable active"), ("[]", 200, "JSON object"), ("<html>", 200, "JSON object"),
        ("", 200, "JSON object"), (#"{"active":true,"active":false}"#, 200, "JSON object"),
        (#"{"error":"invalid_client"}"#, 401, "does not let this client ask"),
        (#"{"error":"access_denied","error_description":"no\u001b[2J"}"#, 403, "only confidential clients"),
        ("", 401, "does not let this client ask"), ("", 404, "HTTP 404"), ("", 500, "HTTP 500"), ("", 302, "redirect"),
    ])
    func refuses(body: String, status: Int, words: String) {
        let message = Self.fault(Self.reply(body, status))?.message ?? "accepted"
        #expect(message.contains(words), "\(message)")
        #expect(!message.unicodeScalars.contains("\u{1b}"))
    }

    @Test func aSignedAnswerWasNotAskedFor() {
        let reply = Self.reply("eyJ.e30.x", type: "application/token-introspection+jwt")
        #expect(Self.fault(reply)?.message.contains("JSON object") == true)
    }
}
