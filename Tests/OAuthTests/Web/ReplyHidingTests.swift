import Testing

@testable import OAuth

/// A server that repeats what it was sent: its words are shown without the secrets of the request.
struct ReplyHidingTests {
    private static let code = "4/0AX4XfWh~code+of=this/login"
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let call: HTTPCall = {
        guard let endpoint = try? Endpoint("https://login.example.com/token") else {
            preconditionFailure("an address of the test")
        }
        return HTTPCall(
            .token, .post, endpoint,
            // app and s3cret:%/word, as RFC 6749 2.3.1 writes them.
            headers: [HTTPCall.Field("Authorization", Secret("Basic YXBwOnMzY3JldCUzQSUyNSUyRndvcmQ="))],
            form: [
                HTTPCall.Field("grant_type", "authorization_code"), HTTPCall.Field("code", Secret(code)),
                HTTPCall.Field("code_verifier", Secret(verifier)), HTTPCall.Field("pin", Secret("1234")),
            ])
    }()

    private static func hidden(_ body: String, status: Int = 400) -> String {
        let reply = HTTPReply(status: status, body: Array(body.utf8)).hidingSecrets(of: call)
        return String(decoding: reply.body, as: UTF8.self)
    }

    @Test(arguments: [
        (code, "code"), (verifier, "code_verifier"), ("s3cret:%/word", "client_secret"),
        ("YXBwOnMzY3JldCUzQSUyNSUyRndvcmQ=", "token"), (FormEncoding.encode(code), "code"),
    ])
    func aSecretInTheWordsOfARefusalIsHidden(_ secret: String, _ name: String) throws {
        // As it is, with the escapes of PHP, and with those of somebody who escapes everything.
        let everything = secret.unicodeScalars.map { scalar in
            "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
                + String(scalar.value, radix: 16)
        }.joined()
        let escaped = secret.split(separator: "/", omittingEmptySubsequences: false).joined(separator: "\\/")
        for spelled in [secret, escaped, everything] {
            let body = Self.hidden(#"{"error":"invalid_grant","error_description":"used before: \#(spelled)!"}"#)
            #expect(body == #"{"error":"invalid_grant","error_description":"used before: (\#(name) hidden)!"}"#)
        }
    }

    @Test(arguments: [
        FormEncoding.encode(code).replacing("%2F", with: "%2f"), FormEncoding.encode(FormEncoding.encode(code)),
        code.replacing("/", with: "%2f").replacing("~", with: "%7E"),
    ])
    func aTextThatRepeatsItInAnotherEncodingIsHiddenWhole(spelled: String) {
        #expect(
            Self.hidden(#"{"error":"invalid_grant","error_description":"used: \#(spelled)"}"#)
                == #"{"error":"invalid_grant","error_description":"(code hidden)"}"#)
        #expect(Self.hidden("<p>\(spelled)</p>") == "(code hidden)")
    }

    @Test func itIsHiddenInWhateverIsRepeated() {
        #expect(
            Self.hidden(#"{"\#(Self.verifier)":[{"a":"\#(Self.code)"}]}"#)
                == #"{"(code_verifier hidden)":[{"a":"(code hidden)"}]}"#)
        #expect(Self.hidden("<p>code=\(Self.code)</p>") == "<p>code=(code hidden)</p>")
        #expect(Self.hidden(#"{"a":1,"a":"\#(Self.verifier)"}"#) == #"{"a":1,"a":"(code_verifier hidden)"}"#)
        // GitHub refuses with 200.
        #expect(
            Self.hidden(#"{"error":"bad_code","error_description":"\#(Self.code)"}"#, status: 200)
                == #"{"error":"bad_code","error_description":"(code hidden)"}"#)
        let reply = HTTPReply(status: 302, headers: [.init("Location", "https://x.example/?\(Self.verifier)")])
        #expect(
            reply.hidingSecrets(of: Self.call).header("Location")?.safe() == "https://x.example/?(code_verifier hidden)"
        )
    }

    @Test func aShortSecretIsHiddenOnlyWhereItStandsAlone() {
        #expect(Self.hidden(#"{"error":"1234","a":"id 12345"}"#) == #"{"error":"(pin hidden)","a":"id 12345"}"#)
    }

    /// A refresh may bring the old refresh token again, and an answer without secrets comes through as it is.
    @Test func theTokensOfASuccessStay() {
        let body = #"{ "access_token":"\#(Self.code)","refresh_token":"\#(Self.verifier)","hint":"\#(Self.code)"}"#
        #expect(
            Self.hidden(body, status: 200)
                == #"{"access_token":"\#(Self.code)","refresh_token":"\#(Self.verifier)","hint":"(code hidden)"}"#)
        let clean = #"{ "access_token" : "a" , "n" : 1.0 }"#
        #expect(Self.hidden(clean, status: 200) == clean)
    }

    @Test func aMebibyteIsLookedThroughToItsEnd() {
        let body =
            #"{"error":"x","error_description":""# + String(repeating: "4/0AX4XfWh~code+o", count: 60_000) + "\"}"
        let took = ContinuousClock().measure { #expect(Self.hidden(body).utf8.count == body.utf8.count) }
        // Only against work that grows with the square of the length.
        #expect(took < .seconds(60))
    }
}
