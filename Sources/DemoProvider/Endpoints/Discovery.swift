import HTTPTypes

extension Provider {
    /// What this provider is and can do (OpenID Connect Discovery 1.0 section 3, RFC 8414 section 2).
    func discovery() -> Answer {
        var answer = Answer.json(metadata)
        // The same for everybody, and no secret: clients may remember it for a while.
        answer.fields[.cacheControl] = "public, max-age=300"
        return answer
    }

    /// The public keys (OpenID Connect Core 1.0 section 10.1).
    func keySet() -> Answer {
        .json(["keys": .array(keys.published.map { $0.publicJWK() })])
    }

    private var metadata: JSON {
        let methods: JSON =
            options.offers.requiresClientKey
            ? ["private_key_jwt"]
            : options.clientSecret == nil ? ["none"] : .strings(["client_secret_basic", "client_secret_post"])
        let encryption: JSON? = options.offers.encrypts ? [.string(Sealing.algorithm)] : nil
        let content: JSON? = options.offers.encrypts ? [.string(Sealing.Content.gcm.rawValue)] : nil
        return .members([
            "issuer": .string(issuer),
            "authorization_endpoint": .string(address(of: .authorize)),
            "token_endpoint": .string(address(of: .token)),
            "jwks_uri": .string(address(of: .keys)),
            "userinfo_endpoint": .string(address(of: .userInfo)),
            "revocation_endpoint": .string(address(of: .revocation)),
            "registration_endpoint": .string(address(of: .registration)),
            "introspection_endpoint": .string(address(of: .introspection)),
            "end_session_endpoint": .string(address(of: .endSession)),
            "scopes_supported": .strings(Person.scopes),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "form_post"],
            "grant_types_supported": .strings(grantTypes),
            "pushed_authorization_request_endpoint": isOffered(.pushedRequest)
                ? .string(address(of: .pushedRequest)) : nil,
            "require_pushed_authorization_requests": options.offers.pushedRequests == .required ? true : nil,
            "device_authorization_endpoint": isOffered(.device) ? .string(address(of: .device)) : nil,
            "dpop_signing_alg_values_supported": options.offers.requiresDPoP ? ["ES256"] : nil,
            "code_challenge_methods_supported": ["S256"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": .strings([options.algorithm.rawValue]),
            "id_token_encryption_alg_values_supported": encryption,
            "id_token_encryption_enc_values_supported": content,
            "userinfo_signing_alg_values_supported": encryption == nil ? nil : [.string(options.algorithm.rawValue)],
            "userinfo_encryption_alg_values_supported": encryption,
            "userinfo_encryption_enc_values_supported": content,
            "token_endpoint_auth_methods_supported": methods,
            "token_endpoint_auth_signing_alg_values_supported": options.offers.requiresClientKey ? ["ES256"] : nil,
            "revocation_endpoint_auth_methods_supported": methods,
            "introspection_endpoint_auth_methods_supported": methods,
            "authorization_response_iss_parameter_supported": true,
            "prompt_values_supported": ["none", "login", "consent", "select_account"],
            "claim_types_supported": ["normal"],
            "claims_supported": .strings(Person.claimNames),
            "claims_parameter_supported": false,
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
            "ui_locales_supported": ["en"],
        ])
    }

    private var grantTypes: [String] {
        ["authorization_code", "refresh_token"] + (options.offers.device == nil ? [] : [Self.deviceGrantType])
    }
}
