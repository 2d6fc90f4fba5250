/// What a client says of itself when it registers (RFC 7591 section 2).
public struct ClientRegistration: Sendable, Equatable {
    public let redirects: [RedirectURI]
    public let scopes: [String]
    /// `none` unless the provider takes no public client.
    public let method: ClientRules.Method
    public let version: String

    /// - Parameter metadata: Decides how the client will prove itself, and whether a code for other devices is wanted.
    public init(redirects: [RedirectURI], scopes: [String], metadata: ProviderMetadata, version: String) {
        self.redirects = redirects
        self.scopes = scopes
        self.version = version
        method = Self.method(for: metadata.tokenAuthMethods)
        grants =
            ["authorization_code", "refresh_token"] + (metadata.offersDeviceGrant ? [DeviceRequest.grantType] : [])
    }

    let grants: [String]

    /// A secret only where nothing else is taken: this machine cannot keep one from its owner.
    private static func method(for listed: [String]?) -> ClientRules.Method {
        guard let listed, !listed.contains("none") else { return .none }
        return listed.contains("client_secret_post") && !listed.contains("client_secret_basic")
            ? .clientSecretPost : .clientSecretBasic
    }

    /// What is sent, in its order.
    public var document: JSONObject {
        [
            "client_name": "pixie", "application_type": "native", "redirect_uris": .strings(redirects.map(\.text)),
            "grant_types": .strings(grants), "response_types": .strings(["code"]),
            "token_endpoint_auth_method": .string(method.rawValue),
            "scope": scopes.isEmpty ? nil : .string(scopes.joined(separator: " ")),
            "software_id": "pixie", "software_version": .string(version),
        ]
    }

    /// - Parameter initialToken: What some providers want to see before they register anybody (RFC 7591 section 3).
    public func call(endpoint: Endpoint, initialToken: Secret?) -> HTTPCall {
        let proof = initialToken.map { [HTTPCall.Field("Authorization", Secret("Bearer " + $0.reveal()))] } ?? []
        return HTTPCall(
            .registration, .post, endpoint, headers: [HTTPCall.Field("Accept", "application/json")] + proof,
            document: document)
    }
}

extension ProviderMetadata {
    /// Where clients register themselves, if the metadata name a place that may receive secrets (RFC 8414 sections 2 and
    /// 6.2).
    public var registrationEndpoint: Endpoint? { usable("registration_endpoint") }
}
