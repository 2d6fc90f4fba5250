import HTTPTypes

/// Answers of the token endpoint that say the wrong thing (RFC 6749 section 5).
extension FaultCatalog {
    static let tokens = [
        token(
            "tok-invalid-grant", "400 {\"error\":\"invalid_grant\"}",
            "the login ends; \"code refused or too old; start again\"",
            .instead(.token, .json(["error": "invalid_grant"], status: .badRequest))),
        token(
            "tok-error-escape", "400 with escape sequences, bidi and zalgo in the error fields",
            "the text is shown escaped and bounded",
            .instead(
                .token,
                .json(
                    [
                        "error": .string("invalid_grant" + NastyText.escapes),
                        "error_description": .string(NastyText.all), "error_uri": .string(NastyText.escapes),
                    ], status: .badRequest))),
        token(
            "tok-401-html", "401 with an HTML page", "\"HTTP 401\"; no HTML is shown",
            .instead(.token, html(.unauthorized))),
        token(
            "tok-invalid-client", "401 invalid_client", "\"the provider does not know this client ID or secret\"",
            .instead(.token, .json(["error": "invalid_client"], status: .unauthorized))),
        token(
            "tok-302", "302 to the collector", "do not follow; code and verifier do not leak",
            .instead(.token) { .moved(.found, to: $0.collector + "/token") }),
        token(
            "tok-307", "307 to the collector", "do not follow; code and verifier do not leak",
            .instead(.token) { .moved(.temporaryRedirect, to: $0.collector + "/token") }),
        token(
            "tok-429-far", "429 with Retry-After: 86400",
            "do not wait for a day: end with \"try again after …\"", .instead(.token, busy(.tooManyRequests, 86400))),
        Fault(
            "tok-429-then-ok", .token, .retry, "429 with Retry-After: 1, then right",
            "one bounded retry works, or a clear error and a new login works",
            .first(.token, busy(.tooManyRequests, 1))),
        Fault(
            "tok-503-then-ok", .token, .retry, "503 with Retry-After: 1, then right",
            "one bounded retry works, or a clear error", .first(.token, busy(.serviceUnavailable, 1))),
        token(
            "tok-truncated", "JSON cut in the middle, with the right Content-Length",
            "refuse; no session; no userinfo call",
            .answer(.token) { answer, _ in answer.body.removeLast(answer.body.count / 2) }),
        token(
            "tok-dup-keys", "access_token twice with different values", "refuse",
            .tokens(.token) { tokens, _ in tokens.members.append("access_token", "another-token") }),
        token(
            "tok-deep", "{\"a\":{\"a\":… 100000 deep", "refuse; no stack overflow",
            .answer(.token) { answer, _ in answer.body = nested(100_000) }),
        token(
            "tok-invalid-utf8", "invalid UTF-8 in the body", "refuse",
            .answer(.token) { answer, _ in
                answer.body.removeLast()
                answer.body += Array(",\"note\":\"".utf8) + [0xc3, 0x28, 0xed, 0xa0, 0x80] + Array("\"}".utf8)
            }),
        token(
            "tok-crlf-token", "access_token with CR LF and a header field in it",
            "refuse; nothing is injected into the next request",
            .tokens(.token) { tokens, _ in
                let crlf = "abc\r\nX-Injected: yes"
                tokens.members["access_token"] = .string(crlf)
                tokens.idToken?.claims["at_hash"] = .string(IDTokenDraft.hash(of: crlf))
            }),
        token(
            "tok-200-error", "200 with {\"error\":…}", "refuse",
            .instead(
                .token,
                .json(["error": "bad_verification_code", "error_description": "The code is incorrect or expired."]))),
        token(
            "tok-form-encoded", "a form-encoded answer", "refuse with a clear message",
            .answer(.token) { answer, _ in
                guard case .tokens(let tokens) = answer.draft else { return }
                let pairs = tokens.document.members.map { FormPair($0.name, $0.value.string ?? $0.value.text) }
                answer.body = Array(FormCoding.encode(pairs).utf8)
                answer.fields[.contentType] = "application/x-www-form-urlencoded; charset=utf-8"
            }),
        token(
            "tok-html-200", "200 with an HTML login page (captive portal)", "\"not a token answer: HTML\"",
            .instead(.token, html(.ok))),
        token(
            "tok-no-access-token", "no access_token", "refuse; no session; no userinfo call",
            .tokenMember("access_token", nil)),
        token("tok-no-token-type", "no token_type", "refuse (RFC 6749 5.1: required)", .tokenMember("token_type", nil)),
        token(
            "tok-type-mac", "token_type \"mac\"", "refuse (RFC 6749 7.1: do not use an unknown type)",
            .tokenMember("token_type", "mac")),
        Fault(
            "tok-expires-string", .token, .accept, "expires_in is the string \"3600\"", "accept it as a number",
            .tokenMember("expires_in", "3600")),
        Fault(
            "tok-expires-float", .token, .accept, "expires_in 3599.7", "accept; no crash (CVE-2022-1642)",
            .tokenMember("expires_in", .number("3599.7"))),
        Fault(
            "tok-expires-null", .token, .accept, "expires_in null", "as if it were absent",
            .tokenMember("expires_in", .null)),
        Fault(
            "tok-scope-more", .token, .warn, "scope has more than was asked for (admin)", "shown to the user",
            .tokens(.token) { tokens, _ in
                tokens.members["scope"] = tokens.members["scope"]?.appending(" admin")
            }),
    ]

    static func token(_ id: String, _ summary: String, _ reaction: String, _ deed: Deed) -> Fault {
        Fault(id, .token, .reject, summary, reaction, deed)
    }

    static func html(_ status: HTTPResponse.Status) -> Answer {
        let page =
            "<!DOCTYPE html><html><head><title>Hotel WiFi</title></head><body><h1>Please log in</h1>"
            + "<form method=\"post\" action=\"/accept\"><button>Accept</button></form></body></html>\n"
        return Answer(status, fields: [.contentType: "text/html; charset=utf-8"], body: Array(page.utf8))
    }

    static func busy(_ status: HTTPResponse.Status, _ seconds: Int) -> Answer {
        var answer = Answer(status, fields: [.contentType: "text/plain"], body: Array("Busy.\n".utf8))
        answer.fields[.retryAfter] = String(seconds)
        return answer
    }

    private static func nested(_ depth: Int) -> [UInt8] {
        let open = Array("{\"a\":".utf8)
        var octets: [UInt8] = []
        octets.reserveCapacity(depth * 6 + 1)
        for _ in 0..<depth { octets += open }
        octets.append(UInt8(ascii: "1"))
        return octets + [UInt8](repeating: UInt8(ascii: "}"), count: depth)
    }
}

extension Answer {
    /// A redirect with a status of its own.
    static func moved(_ status: HTTPResponse.Status, to address: String) -> Answer {
        Answer(status, fields: [.location: address])
    }
}
