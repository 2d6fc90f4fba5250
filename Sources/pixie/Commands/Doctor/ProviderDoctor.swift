import OAuth

/// What the metadata of a provider offer. Nothing here is a fault: what is not offered pixie does without.
enum ProviderDoctor {
    static func findings(_ metadata: ProviderMetadata) -> [Finding] {
        [
            pkce(metadata), issParameter(metadata), pushed(metadata), proofs(metadata),
            offer(
                "issuer.device", metadata.offersDeviceGrant, "the device grant",
                "a login on another device is not possible", "RFC 8628 4"),
            offer(
                "issuer.registration", has("registration_endpoint", metadata), "dynamic registration",
                "register a client at the provider yourself", "RFC 7591 3"),
            offer(
                "issuer.revocation", metadata.revocationEndpoint != nil, "revocation",
                "after pixie logout the tokens live until they expire", "RFC 7009 2"),
            offer(
                "issuer.end_session", metadata.endSessionEndpoint != nil, "sign-out at the provider",
                "pixie logout --browser has nothing to open", "OIDC RP-Initiated Logout 2.1"),
            offer(
                "issuer.introspection", has("introspection_endpoint", metadata), "introspection",
                "an opaque access token stays opaque", "RFC 7662 2"),
            refreshTokens(metadata), loopback(metadata),
        ]
    }

    private static func pkce(_ metadata: ProviderMetadata) -> Finding {
        let expected = "S256 is listed"
        guard let methods = metadata.codeChallengeMethods else {
            return .note(
                "issuer.pkce", expected, "no list", "pixie sends S256 all the same, and the provider may ignore it",
                "", "RFC 8414 2, RFC 7636 4.2")
        }
        // Without S256 the metadata were refused before.
        return .well("issuer.pkce", expected, methods.joined(separator: ", "), "RFC 8414 2, RFC 7636 4.2")
    }

    private static func issParameter(_ metadata: ProviderMetadata) -> Finding {
        let expected = "answers name their issuer"
        return metadata.issuerParameterSupported
            ? .well("issuer.iss", expected, "yes, and one without it is refused", "RFC 9207 3")
            : .note(
                "issuer.iss", expected, "not promised",
                "answers of other providers are told by state and redirect URI only", "", "RFC 9207 3")
    }

    private static func pushed(_ metadata: ProviderMetadata) -> Finding {
        let expected = "requests can be pushed"
        guard metadata.pushedAuthorizationRequestEndpoint != nil else {
            return .note("issuer.par", expected, "no", "the request goes through the browser", "", "RFC 9126 5")
        }
        let isNeeded = metadata.requiresPushedAuthorizationRequests
        return .well("issuer.par", expected, isNeeded ? "yes, and it takes no others" : "yes", "RFC 9126 5")
    }

    private static func proofs(_ metadata: ProviderMetadata) -> Finding {
        let expected = "tokens can be bound to a key"
        let list = metadata.json["dpop_signing_alg_values_supported"]?.array?.compactMap(\.string) ?? []
        return list.isEmpty
            ? .note(
                "issuer.dpop", expected, "not offered", "tokens are Bearer: whoever has one can use it", "",
                "RFC 9449 5.1")
            : .well("issuer.dpop", expected, list.joined(separator: ", "), "RFC 9449 5.1")
    }

    private static func refreshTokens(_ metadata: ProviderMetadata) -> Finding {
        let expected = "refresh tokens, by offline_access"
        let grants = metadata.grantTypesSupported
        guard let scopes = metadata.scopesSupported else {
            return .note("issuer.refresh", expected, "no list of scopes", "ask for offline_access and see")
        }
        if scopes.contains("offline_access") { return .well("issuer.refresh", expected, "offline_access is listed") }
        return .note(
            "issuer.refresh", expected,
            grants?.contains("refresh_token") == true ? "the grant is listed, the scope is not" : "not listed",
            "some providers give refresh tokens without that scope", "", "OIDC Core 11")
    }

    private static func loopback(_ metadata: ProviderMetadata) -> Finding {
        .note(
            "issuer.loopback", "any port of http://127.0.0.1 is taken", "no metadata say that",
            "a provider that compares the port needs it registered", "Then give it: --port or --redirect-uri.",
            "RFC 8252 7.3")
    }

    private static func offer(
        _ id: String, _ isOffered: Bool, _ what: String, _ without: String, _ clause: String
    ) -> Finding {
        isOffered
            ? .well(id, "\(what) is offered", "yes", clause)
            : .note(id, "\(what) is offered", "no", without, "", clause)
    }

    private static func has(_ member: String, _ metadata: ProviderMetadata) -> Bool {
        metadata.json[member]?.string?.isEmpty == false
    }
}
