import HTTPTypes

/// UserInfo answers that are wrong or unusual (OpenID Connect Core 1.0 section 5.3).
extension FaultCatalog {
    static let userInfo = [
        Fault(
            "ui-sub-mismatch", .userinfo, .reject, "sub differs from the ID token's",
            "userinfo is refused and not shown (Core 5.3.2)", .member("sub", at: .userInfo, "somebody-else")),
        Fault(
            "ui-missing-sub", .userinfo, .reject, "no sub", "userinfo is refused",
            .member("sub", at: .userInfo, nil)),
        Fault(
            "ui-401", .userinfo, .warn, "401 invalid_token", "told; the session is kept",
            .instead(
                .userInfo,
                .failure(
                    OAuthError(
                        .invalidToken, "The access token expired.", status: .unauthorized,
                        challenge: "Bearer error=\"invalid_token\"")))),
        Fault(
            "ui-500", .userinfo, .warn, "500", "told; the session is kept",
            .instead(.userInfo, Answer(.internalServerError, fields: [.contentType: "text/plain"]))),
        Fault(
            "ui-hang", .userinfo, .warn, "no answer", "a deadline; told; the session is kept",
            .delivery(.userInfo, .hang)),
        Fault(
            "ui-escape", .userinfo, .accept, "escape sequences, bidi and zalgo in every claim and in claim names",
            "accept; shown escaped",
            .document(.userInfo) { claims, _ in
                for member in claims.members where member.name != "sub" {
                    claims[member.name] = .string(NastyText.all)
                }
                claims[NastyText.escapes] = .string(NastyText.html)
                claims[NastyText.bidi] = [.string(NastyText.zalgo), [NastyText.zalgo: .string(NastyText.escapes)]]
            }),
        Fault(
            "ui-many", .userinfo, .either, "20000 claims and a nested one",
            "accept; the list scrolls; bounded",
            .document(.userInfo) { claims, _ in
                var nested: JSON = "end"
                for _ in 0..<50 { nested = ["deeper": nested] }
                let many = (1...20000).map { JSON.Member(name: "claim_\($0)", value: .integer($0)) }
                claims = .object(claims.members + [JSON.Member(name: "nested", value: nested)] + many)
            }),
    ]
}
