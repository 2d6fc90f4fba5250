import HTTPTypes

/// Provider metadata that is wrong or unusual (OpenID Connect Discovery 1.0 sections 3 and 4).
extension FaultCatalog {
    private static let closed = "refuse; the browser is not opened"

    static let metadata = [
        discovery(
            "disc-wrong-issuer", "issuer is another URL", "refuse (Discovery 4.3)",
            .member("issuer", at: .discovery, "https://other.example")),
        discovery("disc-missing-issuer", "no issuer", closed, .member("issuer", at: .discovery, nil)),
        discovery(
            "disc-missing-authz", "no authorization_endpoint", closed,
            .member("authorization_endpoint", at: .discovery, nil)),
        discovery(
            "disc-missing-token", "no token_endpoint", closed, .member("token_endpoint", at: .discovery, nil)),
        discovery("disc-missing-jwks", "no jwks_uri", closed, .member("jwks_uri", at: .discovery, nil)),
        discovery(
            "disc-http-endpoints", "the endpoints are http on a public address (192.0.2.1)",
            "refuse before any connection",
            .document(.discovery) { document, scene in
                for name in ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"] {
                    guard let address = document[name]?.string else { continue }
                    document[name] = .string("http://192.0.2.1" + address.dropFirst(scene.provider.origin.count))
                }
            }),
        discovery(
            "disc-http-token", "only token_endpoint is http, on a public name", "refuse",
            .member("token_endpoint", at: .discovery, "http://login.example.com/token")),
        authorization("disc-javascript", "javascript:", "javascript:alert(1)//"),
        authorization("disc-file", "file:", "file:///etc/passwd"),
        discovery(
            "disc-dash", "authorization_endpoint \"--remote-debugging-port=9222\"",
            "refuse; no argument injection (CVE-2025-6514)",
            .member("authorization_endpoint", at: .discovery, "--remote-debugging-port=9222")),
        Fault(
            "disc-shell-legal", .discovery, .accept,
            "authorization_endpoint with $(..) & ; ' that are legal in a URL",
            "it opens as one argument; no shell ever sees it, no file is made",
            .document(.discovery) { document, _ in
                let query = "?x=$(touch$IFS/tmp/pixie-shell)&y=';touch$IFS/tmp/pixie-shell;'&z=a;b"
                document["authorization_endpoint"] = document["authorization_endpoint"]?.appending(query)
            }),
        discovery("disc-not-json", "HTML with 200", closed, .instead(.discovery, html(.ok))),
        discovery(
            "disc-empty", "200 with an empty body", closed,
            .instead(.discovery, Answer(.ok, fields: [.contentType: "application/json"]))),
        discovery(
            "disc-404", "404", "\"no OpenID provider there\"; a hint about the URL",
            .instead(
                .discovery,
                Answer(.notFound, fields: [.contentType: "text/plain"], body: Array("Not found.\n".utf8)))),
        Fault(
            "disc-503-then-ok", .discovery, .retry, "503 with Retry-After: 1, then right", "a bounded retry",
            .first(.discovery, busy(.serviceUnavailable, 1))),
        Fault(
            "disc-reset-then-ok", .discovery, .retry, "a TCP reset, then right", "a bounded retry or a clear error",
            .first(.discovery, Answer(.ok, delivery: .resetBefore))),
        discovery(
            "disc-redirect-loop", "a redirect to itself for ever", "end at the limit",
            .instead(.discovery) { .moved(.found, to: $0.provider.origin + $0.question.path) }),
        discovery(
            "disc-redirect-other", "a redirect to the collector",
            "refuse; or follow, and the issuer check refuses",
            .instead(.discovery) { .moved(.found, to: $0.collector + Route.discovery.rawValue) }),
        discovery(
            "disc-huge", "100 MB of JSON", "cut at the limit",
            .delivery(.discovery, .huge(octets: 100 << 20))),
        discovery(
            "disc-drip", "one octet per second", "a deadline", .delivery(.discovery, .drip(every: .seconds(1)))),
        Fault(
            "disc-escape", .discovery, .accept, "escape sequences in fields to be shown and in unknown scopes",
            "accept; shown escaped",
            .document(.discovery) { document, _ in
                let scopes = (document["scopes_supported"]?.values ?? []) + [.string(NastyText.all)]
                document["scopes_supported"] = .array(scopes)
                for name in ["service_documentation", "op_policy_uri", "op_tos_uri", NastyText.escapes] {
                    document[name] = .string("https://example.com/" + NastyText.all)
                }
                document["acr_values_supported"] = [.string(NastyText.escapes), .string(NastyText.bidi)]
            }),
        discovery(
            "disc-homoglyph", "authorization_endpoint on a look-alike host (Cyrillic)",
            "refuse, or show it in punycode",
            .member("authorization_endpoint", at: .discovery, "https://\u{430}ccounts.ex\u{430}mple.com/authorize")),
        discovery(
            "disc-plain-only", "code_challenge_methods_supported [\"plain\"]", "refuse (no downgrade to plain)",
            .member("code_challenge_methods_supported", at: .discovery, ["plain"])),
        Fault(
            "disc-no-pkce-list", .discovery, .accept, "no code_challenge_methods_supported",
            "accept; S256 is sent all the same", .member("code_challenge_methods_supported", at: .discovery, nil)),
        discovery(
            "disc-no-code", "response_types_supported without code", "refuse",
            .member("response_types_supported", at: .discovery, ["id_token", "token id_token"])),
        discovery(
            "disc-alg-none-only", "id_token_signing_alg_values_supported [\"none\"]", "refuse",
            .member("id_token_signing_alg_values_supported", at: .discovery, ["none"])),
        Fault(
            "disc-many-scopes", .discovery, .either, "20000 scopes and claims (400 KB)",
            "accept, the list is bounded and scrolls; or refuse by a stated limit",
            .document(.discovery) { document, _ in
                document["scopes_supported"] = .strings(Person.scopes + (1...10000).map { "scope-\($0)" })
                document["claims_supported"] = .strings(Person.claimNames + (1...10000).map { "claim-name-\($0)" })
            }),
        Fault(
            "disc-long-strings", .discovery, .either, "200 KB in service_documentation",
            "accept, the display is bounded; or refuse by a stated limit",
            .member(
                "service_documentation", at: .discovery,
                .string("https://example.com/" + String(repeating: "a", count: 200_000)))),
        Fault(
            "disc-minimal", .discovery, .accept, "only the members that are required",
            "accept; userinfo, refresh and revocation are shown as not offered",
            .document(.discovery) { document, _ in
                let required = [
                    "issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "response_types_supported",
                    "subject_types_supported", "id_token_signing_alg_values_supported",
                ]
                document = .object(document.members.filter { required.contains($0.name) })
            }),
    ]

    private static func discovery(_ id: String, _ summary: String, _ reaction: String, _ deed: Deed) -> Fault {
        Fault(id, .discovery, .reject, summary, reaction, deed)
    }

    private static func authorization(_ id: String, _ scheme: String, _ address: String) -> Fault {
        discovery(
            id, "authorization_endpoint \(scheme)", "refuse; nothing is launched",
            .member("authorization_endpoint", at: .discovery, .string(address)))
    }
}
