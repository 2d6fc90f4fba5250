import OAuth
import Testing

@Suite struct TokenAnswerTests {
    private static func judge(
        _ body: String, status: Int = 200, type: String = "application/json", headers: [HTTPReply.Header] = [],
        scopes: [String] = ["openid", "email"], wantsIDToken: Bool = false
    ) throws(TokenFault) -> TokenSet {
        try TokenAnswer.judge(
            HTTPReply(
                status: status, headers: [HTTPReply.Header("content-type", type)] + headers, body: Array(body.utf8)),
            requestedScopes: scopes, wantsIDToken: wantsIDToken)
    }

    private static func fault(
        _ body: String, status: Int = 200, type: String = "application/json", headers: [HTTPReply.Header] = [],
        wantsIDToken: Bool = false
    ) -> TokenFault? {
        do throws(TokenFault) {
            _ = try judge(body, status: status, type: type, headers: headers, wantsIDToken: wantsIDToken)
            return nil
        } catch {
            return error
        }
    }

    // MARK: - Accepted

    @Test func readsAWholeAnswer() throws {
        let tokens = try Self.judge(
            #"{"access_token":"at","token_type":"Bearer","expires_in":3600,"refresh_token":"rt","#
                + #""id_token":"a.b.c","scope":"openid email","x":{}}"#,
            wantsIDToken: true)
        #expect(tokens.accessToken.reveal() == "at")
        #expect(tokens.tokenType == "Bearer")
        #expect(tokens.expiresIn == 3600)
        #expect(tokens.refreshToken?.reveal() == "rt")
        #expect(tokens.idToken?.reveal() == "a.b.c")
        #expect(tokens.scope == [ForeignText("openid"), ForeignText("email")])
        #expect(tokens.checks.map(\.verdict) == Array(repeating: .passed, count: 6))
        #expect(
            tokens.checks.map(\.id) == [
                "token.answer", "token.type", "token.expires_in", "token.scope", "token.refresh_token",
                "token.id_token",
            ])
    }

    @Test func readsTheLeastAnswer() throws {
        let tokens = try Self.judge(#"{"token_type":"bEARER","access_token":"a"}"#)
        #expect(tokens.tokenType == "Bearer")
        #expect(tokens.expiresIn == nil && tokens.scope == nil && tokens.refreshToken == nil && tokens.idToken == nil)
        #expect(tokens.checks.allSatisfy { $0.verdict != .failed })
    }

    @Test(
        arguments: [
            ("3600", 3600.0), ("3599.7", 3599.7), ("\"3600\"", 3600), ("\"3599.7\"", 3599.7), ("0", 0), ("-5", 0),
            ("1e3", 1000),
            ("null", nil), ("100000000000000000000", 100_000_000_000_000_000_000),
        ] as [(String, Double?)])
    func readsLifetimes(text: String, seconds: Double?) throws {
        let tokens = try Self.judge(#"{"access_token":"a","token_type":"Bearer","expires_in":\#(text)}"#)
        #expect(tokens.expiresIn == seconds)
    }

    @Test(arguments: ["true", "[]", "{}", "\"\"", "\"soon\"", "\"1e9\"", "\"inf\"", "\"-1\"", "\"0x10\"", "1e999"])
    func refusesOtherLifetimes(text: String) {
        #expect(
            Self.fault(#"{"access_token":"a","token_type":"Bearer","expires_in":\#(text)}"#) == .wrongType("expires_in")
        )
    }

    @Test(arguments: [
        ("Bearer", "Bearer"), ("bearer", "Bearer"), ("BEARER", "Bearer"),
    ])
    func comparesTheTypeWithoutCase(sent: String, type: String) throws {
        #expect(try Self.judge(#"{"access_token":"a","token_type":"\#(sent)"}"#).tokenType == type)
    }

    @Test(
        arguments: [
            ("\"openid email\"", [], [], true), ("\"email  openid\"", [], [], true),
            ("[\"openid\",\"email\"]", [], [], true),
            ("\"openid\"", [], ["email"], false), ("\"openid email admin\"", ["admin"], [], false),
            ("\"\"", [], ["openid", "email"], false), ("\"a b\"", ["a", "b"], ["openid", "email"], false),
        ] as [(String, [String], [String], Bool)])
    func showsADifferenceInScope(scope: String, added: [String], missing: [String], isSame: Bool) throws {
        let tokens = try Self.judge(#"{"access_token":"a","token_type":"Bearer","scope":\#(scope)}"#)
        #expect(tokens.addedScopes == added.map { ForeignText($0) })
        #expect(tokens.missingScopes == missing)
        let check = try #require(tokens.checks.first { $0.id == "token.scope" })
        #expect((check.verdict == .passed) == isSame)
        #expect(check.verdict != .failed)
    }

    @Test func anEmptyOrNullTokenIsNone() throws {
        let body = #"{"access_token":"a","token_type":"Bearer","refresh_token":"","id_token":null,"scope":null}"#
        let tokens = try Self.judge(body)
        #expect(tokens.refreshToken == nil && tokens.idToken == nil && tokens.scope == nil)
        #expect(Self.fault(body, wantsIDToken: true) == .missing("id_token"))
    }

    @Test func anEmptyErrorIsNone() throws {
        #expect(try Self.judge(#"{"error":"","access_token":"a","token_type":"Bearer"}"#).accessToken.reveal() == "a")
        #expect(try Self.judge(#"{"error":null,"access_token":"a","token_type":"Bearer"}"#).tokenType == "Bearer")
    }

    /// As long as the answer may be that brings it, whichever token it is.
    @Test(arguments: ["access_token", "refresh_token", "id_token"])
    func takesATokenUpToTheLimit(_ name: String) throws {
        func body(_ count: Int) -> String {
            let token = String(repeating: "x", count: count)
            let other = name == "access_token" ? "" : #""access_token":"a","#
            return #"{\#(other)"\#(name)":"\#(token)","token_type":"Bearer"}"#
        }
        let tokens = try Self.judge(body(Limits.storedToken))
        let token = [tokens.accessToken, tokens.refreshToken, tokens.idToken].compactMap { $0 }.last { $0.count > 1 }
        #expect(token?.count == Limits.storedToken)
        #expect(Self.fault(body(Limits.storedToken + 1)) == .tooLong(name))
    }

    // MARK: - Refused members

    @Test(arguments: [
        ("{}", TokenFault.missing("access_token")), (#"{"token_type":"Bearer"}"#, .missing("access_token")),
        (#"{"access_token":"","token_type":"Bearer"}"#, .missing("access_token")),
        (#"{"access_token":null,"token_type":"Bearer"}"#, .missing("access_token")),
        (#"{"access_token":7,"token_type":"Bearer"}"#, .wrongType("access_token")),
        (#"{"access_token":{},"token_type":"Bearer"}"#, .wrongType("access_token")),
        (#"{"access_token":"a"}"#, .missing("token_type")),
        (#"{"access_token":"a","token_type":""}"#, .missing("token_type")),
        (#"{"access_token":"a","token_type":1}"#, .wrongType("token_type")),
        (#"{"access_token":"a","token_type":"mac"}"#, .unknownTokenType(ForeignText("mac"))),
        (#"{"access_token":"a","token_type":"Bearer "}"#, .unknownTokenType(ForeignText("Bearer "))),
        (#"{"access_token":"a","token_type":"Bearer","scope":7}"#, .wrongType("scope")),
        (#"{"access_token":"a","token_type":"Bearer","scope":[1]}"#, .wrongType("scope")),
        (#"{"access_token":"a","token_type":"Bearer","refresh_token":7}"#, .wrongType("refresh_token")),
        (#"{"access_token":"a","token_type":"Bearer","id_token":{}}"#, .wrongType("id_token")),
        (#"{"access_token":"a\r\nX-Injected: 1","token_type":"Bearer"}"#, .badCharacters("access_token")),
        (#"{"access_token":"a b","token_type":"Bearer"}"#, .badCharacters("access_token")),
        (#"{"access_token":"a\u0000","token_type":"Bearer"}"#, .badCharacters("access_token")),
        (#"{"access_token":"é","token_type":"Bearer"}"#, .badCharacters("access_token")),
        (#"{"access_token":"a\u007f","token_type":"Bearer"}"#, .badCharacters("access_token")),
        (#"{"access_token":"a","token_type":"Bearer","refresh_token":"r\n"}"#, .badCharacters("refresh_token")),
        (#"{"access_token":"a","token_type":"Bearer","id_token":"i\t"}"#, .badCharacters("id_token")),
        (
            #"{"access_token":"a","access_token":"b","token_type":"Bearer"}"#,
            .badJSON(.repeatedName(ForeignText("access_token")))
        ),
        ("[]", .badJSON(.notAnObject)), (#"{"access_token":"a","token_ty"#, .badJSON(.endsEarly)),
    ])
    func refuses(body: String, fault: TokenFault) {
        #expect(Self.fault(body) == fault)
        #expect(fault.checks.map(\.verdict) == [.failed])
        #expect(!fault.message.isEmpty)
    }

    @Test func refusesDepthAndBrokenText() {
        let deep = String(repeating: #"{"a":"#, count: 100_000)
        #expect(Self.fault(deep) == .badJSON(.tooDeep))
        let reply = HTTPReply(
            status: 200, headers: [HTTPReply.Header("Content-Type", "application/json")],
            body: Array(#"{"a":""#.utf8) + [0xff])
        #expect(throws: TokenFault.self) { try TokenAnswer.judge(reply, requestedScopes: [], wantsIDToken: false) }
    }

    // MARK: - Refused answers

    @Test(arguments: [
        ("", 200, "application/json", TokenFault.notJSON(kind: .empty, status: 200)),
        ("  ", 204, "", .notJSON(kind: .empty, status: 204)),
        ("<html>login</html>", 200, "text/html; charset=utf-8", .notJSON(kind: .html, status: 200)),
        ("\n <!DOCTYPE html>", 200, "application/octet-stream", .notJSON(kind: .html, status: 200)),
        (
            "access_token=a&token_type=bearer", 200, "application/x-www-form-urlencoded",
            .notJSON(kind: .form, status: 200)
        ),
        ("access_token=a&scope=", 200, "text/plain", .notJSON(kind: .form, status: 200)),
        ("hello", 200, "text/plain", .notJSON(kind: .other, status: 200)),
        ("<html>", 401, "text/html", .status(401, retryAfter: nil)), ("", 500, "", .status(500, retryAfter: nil)),
        ("{}", 400, "application/json", .status(400, retryAfter: nil)),
        ("nonsense", 404, "text/plain", .status(404, retryAfter: nil)),
        (#"{"error":"slow_down"}"#, 429, "application/json", .status(429, retryAfter: nil)),
    ])
    func refusesAnswers(body: String, status: Int, type: String, fault: TokenFault) {
        #expect(Self.fault(body, status: status, type: type) == fault)
        #expect(!fault.message.contains("<html>"))
    }

    @Test func readsJSONUnderAWrongType() throws {
        #expect(
            try Self.judge(#"{"access_token":"a","token_type":"Bearer"}"#, type: "text/html").accessToken.reveal()
                == "a")
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func neverFollowsARedirect(status: Int) {
        let target = "https://collector.example/\u{1b}"
        #expect(
            Self.fault("", status: status, headers: [HTTPReply.Header("Location", target)])
                == .redirected(to: ForeignText(target)))
        #expect(Self.fault("", status: status) == .redirected(to: nil))
        #expect(TokenFault.redirected(to: ForeignText(target)).message.contains("collector.example/\\u{1b}"))
    }

    @Test(
        arguments: [
            ("86400", nil, 86_400.0), ("1", nil, 1), ("0", nil, 0), ("-1", nil, nil), ("soon", nil, nil),
            ("1e9", nil, nil),
            ("99999999999999", nil, nil), ("Sun, 06 Nov 1994 08:50:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 60),
            ("Sun, 06 Nov 1994 08:49:00 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:50:37 GMT", nil, nil),
        ] as [(String, String?, Double?)])
    func readsHowLongToWait(text: String, date: String?, seconds: Double?) {
        let headers = [HTTPReply.Header("Retry-After", text)] + (date.map { [HTTPReply.Header("Date", $0)] } ?? [])
        #expect(Self.fault("", status: 429, headers: headers) == .status(429, retryAfter: seconds))
        #expect(Self.fault(#"{"error":"x"}"#, status: 429, headers: headers) == .status(429, retryAfter: seconds))
    }

    @Test func saysHowLongToWait() {
        #expect(TokenFault.status(429, retryAfter: 86_400).message.contains("Try again after 1 d"))
        #expect(TokenFault.status(503, retryAfter: 0.5).message.contains("Try again after 1 s"))
    }

    // MARK: - Refusals of the provider

    @Test(
        arguments: [
            (#"{"error":"invalid_grant"}"#, 400, "invalid_grant", nil),
            (#"{"error":"invalid_client"}"#, 401, "invalid_client", nil),
            (#"{"error":"bad_verification_code","error_description":"d"}"#, 200, "bad_verification_code", "d"),
            (#"{"error":"x","access_token":"a","token_type":"Bearer"}"#, 200, "x", nil),
            (#"{"code":"mfa_challenge","message":"m","pending_authentication_token":"p"}"#, 403, "mfa_challenge", "m"),
            (#"{"message":"Not Found"}"#, 404, "", "Not Found"), (#"{"code":"c"}"#, 422, "c", nil),
            (#"{"error":{"status":"UNAUTHENTICATED","message":"m","code":401}}"#, 401, "UNAUTHENTICATED", "m"),
            (#"{"error":"invalid_request","error_description":7}"#, 400, "invalid_request", nil),
            (#"{"error":7}"#, 400, "", "7"), (#"{"error":["x"]}"#, 400, "", #"["x"]"#),
            (#"{"error":{"message":"m"}}"#, 400, "", "m"), (#"{"error":"","message":"m"}"#, 400, "", "m"),
            (#"{"error":"server_error"}"#, 503, "server_error", nil),
        ] as [(String, Int, String, String?)])
    func readsEveryShapeOfError(body: String, status: Int, code: String, text: String?) {
        #expect(
            Self.fault(body, status: status)
                == .oauth(TokenError(code: ForeignText(code), text: text.map { ForeignText($0) }, status: status)))
    }

    @Test func everyKindHasItsOwnMessage() {
        let codes = TokenError.Kind.allCases.map { kind in
            switch kind {
            case .pkceRefused: "pkce_not_supported"
            case .stepLeft: "mfa_challenge"
            case .other: "strange"
            case .invalidRequest, .invalidClient, .invalidGrant, .unauthorizedClient, .unsupportedGrantType,
                .invalidScope,
                .invalidTarget, .invalidDPoPProof, .useDPoPNonce, .authorizationPending, .slowDown, .accessDenied,
                .expiredToken:
                kind.rawValue
            }
        }
        let errors = codes.map { TokenError(code: ForeignText($0), status: 400) }
        #expect(errors.map(\.kind) == TokenError.Kind.allCases)
        // The two DPoP codes share a sentence.
        #expect(Set(errors.map(\.message)).count == errors.count - 1)
        let grant = TokenError(code: ForeignText("invalid_grant"), status: 400)
        #expect(grant.message.hasPrefix("The code was refused: it is too old"))
        #expect(grant.message(for: .refresh).hasPrefix("The refresh token was refused"))
        #expect(TokenError(code: ForeignText("pkce_refused"), status: 400).kind == .other)
    }

    @Test func keepsTheProvidersWordsSafeAndShort() {
        let words = #"\u001b]0;x\u0007\u202e<b>"# + String(repeating: "z", count: 10_000)
        let fault = Self.fault(
            #"{"error":"\u001b[2J","error_description":"\#(words)"}"#, status: 400,
            headers: [HTTPReply.Header("X-Request-ID", "req\u{1b}1")])
        let message = fault?.message ?? ""
        #expect(message.contains("\\u{1b}]0;x\\u{7}\\u{202e}<b>"))
        #expect(message.contains("Request req\\u{1b}1."))
        #expect(message.count < 600)
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202e}" })
    }
}
