import HTTPTypes

/// Refresh and revocation (RFC 6749 section 6, OpenID Connect Core 1.0 section 12, RFC 7009).
extension FaultCatalog {
    static let refreshes = [
        Fault(
            "rt-no-new", .refresh, .accept, "no refresh_token in the answer", "the old one is kept (RFC 6749 6)",
            .tokenMember("refresh_token", at: .refresh, nil),
            .answer(.refresh) { _, scene in
                guard let token = (try? scene.question.bodyParameters())?["refresh_token"] else { return }
                scene.provider.ledger.keep(refreshToken: token)
            }),
        Fault(
            "rt-no-idt", .refresh, .accept, "no id_token in the answer", "the old claims are kept (Core 12.2)",
            .tokens(.refresh) { tokens, _ in tokens.idToken = nil }),
        Fault(
            "rt-invalid-grant", .refresh, .reject, "400 invalid_grant",
            "the session is marked as ended; a new login is offered; no loop of retries",
            .instead(.refresh, .json(["error": "invalid_grant"], status: .badRequest))),
        Fault(
            "rt-503", .refresh, .warn, "503", "the session and the refresh token are kept",
            .instead(.refresh, Answer(.serviceUnavailable, fields: [.contentType: "text/plain"]))),
        Fault(
            "rt-hang", .refresh, .warn, "no answer", "a deadline; the session is kept",
            .instead(.refresh, Answer(.ok, delivery: .hang))),
        Fault(
            "rt-html", .refresh, .reject, "HTML with 200 (captive portal)",
            "refused; the session and the refresh token are kept", .instead(.refresh, html(.ok))),
        Fault(
            "rt-reset-after-rotate", .refresh, .warn, "the token is replaced, then a TCP reset: the answer is lost",
            "the session is kept; told that it may need a new login; at most one more try",
            .answer(.refresh) { answer, scene in
                if scene.visit == 1 { answer.delivery = .resetBefore }
            }),
        Fault(
            "rt-idt-sub", .refresh, .reject, "a new ID token with another sub", "refused",
            .claim("sub", at: .refresh, "somebody-else")),
        Fault(
            "rt-idt-iss", .refresh, .reject, "a new ID token with another iss", "refused",
            .claim("iss", at: .refresh, "https://other.example")),
        Fault(
            "rt-storm", .refresh, .accept, "expires_in 1 in every answer",
            "at least 30 s between automatic refreshes; no storm",
            .tokenMember("expires_in", 1), .tokenMember("expires_in", at: .refresh, 1)),
    ]

    static let revocations = [
        Fault(
            "rv-503", .revoke, .warn, "503 with Retry-After",
            "the local session goes only on the user's word; told that the token lives on",
            .instead(.revocation, busy(.serviceUnavailable, 60))),
        Fault(
            "rv-400", .revoke, .warn, "400 unsupported_token_type", "told",
            .instead(.revocation, .json(["error": "unsupported_token_type"], status: .badRequest))),
        Fault(
            "rv-hang", .revoke, .warn, "no answer", "a deadline; told",
            .instead(.revocation, Answer(.ok, delivery: .hang))),
        Fault(
            "rv-404", .revoke, .warn, "404", "told",
            .instead(.revocation, Answer(.notFound, fields: [.contentType: "text/plain"]))),
        Fault(
            "rv-missing", .revoke, .accept, "no revocation_endpoint in the metadata",
            "local removal; told that the provider has no revocation",
            .member("revocation_endpoint", at: .discovery, nil)),
    ]
}
