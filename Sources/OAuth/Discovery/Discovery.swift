/// Finding out what a provider offers (OpenID Connect Discovery section 4, RFC 8414 section 3).
public enum Discovery {
    /// Where the document may be, in the order of trying.
    ///
    /// First OpenID Connect's form, which appends to the issuer (section 4.1); then RFC 8414's, which inserts between
    /// host and path (section 3.1). A slash at the end of the issuer is dropped before either.
    public static func addresses(of issuer: Issuer) -> [Endpoint] {
        let (first, others) = order(of: issuer)
        return [first] + others
    }

    /// The same, as the one to ask and those to ask when nothing is there.
    public static func order(of issuer: Issuer) -> (first: Endpoint, others: [Endpoint]) {
        let text = issuer.text
        let path = issuer.endpoint.address.path
        let origin = text.dropLast(path.count)
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path[...]
        func endpoint(_ text: Substring) -> Endpoint {
            guard let endpoint = try? Endpoint(String(text)) else {
                preconditionFailure("Discovery.order: no address comes of the issuer \(issuer.text)")
            }
            return endpoint
        }
        return (
            endpoint(origin + trimmed + "/.well-known/openid-configuration"),
            [endpoint(origin + "/.well-known/oauth-authorization-server" + trimmed)]
        )
    }

    /// The metadata in `reply`, if it is of `issuer` and a login with it is safe.
    ///
    /// - Parameter wantsFormPost: Whether the answer of the login is to come as a form.
    public static func judge(
        _ reply: HTTPReply, issuer: Issuer, wantsFormPost: Bool = false
    ) throws(DiscoveryFault) -> ProviderMetadata {
        let document = DiscoveryDocument(try object(in: reply), issuer: issuer)
        try document.judgeIssuer()
        let authorization = try document.authorizationEndpoint()
        let token = try document.endpoint("token_endpoint")
        guard let token else { throw .missing("token_endpoint") }
        let keys = try document.endpoint("jwks_uri")
        if keys == nil, document.issuesIDTokens { throw .missing("jwks_uri") }
        let userinfo = try document.offeredEndpoint("userinfo_endpoint")
        let revocation = try document.offeredEndpoint("revocation_endpoint")
        let endSession = try document.offeredEndpoint("end_session_endpoint")
        let device = try document.offeredEndpoint("device_authorization_endpoint")
        let pushed = try document.offeredEndpoint("pushed_authorization_request_endpoint")
        let demandsPushing = try document.flag("require_pushed_authorization_requests")
        if demandsPushing, pushed == nil { throw .missing("pushed_authorization_request_endpoint") }
        let responseTypes = try document.judgeCodeFlow(wantsFormPost: wantsFormPost)
        let methods = try document.judgeChallengeMethods()
        let algorithms = try document.judgeAlgorithms()

        return ProviderMetadata(
            issuer: issuer, authorizationEndpoint: authorization, tokenEndpoint: token, jwksURI: keys,
            userinfoEndpoint: userinfo, revocationEndpoint: revocation, endSessionEndpoint: endSession,
            deviceAuthorizationEndpoint: device, pushedAuthorizationRequestEndpoint: pushed,
            requiresPushedAuthorizationRequests: demandsPushing,
            grantTypesSupported: try document.list("grant_types_supported"),
            // It is only shown (RFC 8414 2: RECOMMENDED), so a login does not depend on its form.
            scopesSupported: document.value("scopes_supported")?.strings,
            responseTypesSupported: responseTypes, idTokenAlgorithms: algorithms, codeChallengeMethods: methods,
            tokenAuthMethods: try document.list("token_endpoint_auth_methods_supported"),
            issuerParameterSupported: try document.flag("authorization_response_iss_parameter_supported"),
            json: document.json,
            checks: DiscoveryStep.allCases.map { step in
                document.check(
                    step, responseTypes: responseTypes, methods: methods, algorithms: algorithms)
            })
    }

    private static func object(in reply: HTTPReply) throws(DiscoveryFault) -> JSONObject {
        guard reply.status == 200 else { throw .status(reply.status) }
        let kind = BodyKind(reply)
        do throws(JSONFault) {
            return try JSONReader.readObject(reply.body)
        } catch {
            guard kind != .empty, reply.claimsJSON else { throw .notJSON(kind: kind) }
            throw .badJSON(error)
        }
    }
}
