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
        func list(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
        var members = [
            JSONObject.Member(name: "client_name", value: .string("pixie")),
            JSONObject.Member(name: "application_type", value: .string("native")),
            JSONObject.Member(name: "redirect_uris", value: list(redirects.map(\.text))),
            JSONObject.Member(name: "grant_types", value: list(grants)),
            JSONObject.Member(name: "response_types", value: list(["code"])),
            JSONObject.Member(name: "token_endpoint_auth_method", value: .string(method.rawValue)),
        ]
        if !scopes.isEmpty {
            members.append(JSONObject.Member(name: "scope", value: .string(scopes.joined(separator: " "))))
        }
        members += [
            JSONObject.Member(name: "software_id", value: .string("pixie")),
            JSONObject.Member(name: "software_version", value: .string(version)),
        ]
        return JSONObject(members: members)
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
    /// Where clients register themselves, if the metadata name a usable place (RFC 8414 section 2).
    public var registrationEndpoint: Endpoint? {
        json["registration_endpoint"]?.string.flatMap { try? Endpoint($0) }
    }
}
