/// The rules for the members of a discovery document, one function each. A member that is `null` counts as absent.
struct DiscoveryDocument {
    let json: JSONObject
    let issuer: Issuer

    init(_ json: JSONObject, issuer: Issuer) {
        self.json = json
        self.issuer = issuer
    }

    func value(_ name: String) -> JSONValue? {
        let value = json[name]
        return value == .null ? nil : value
    }

    /// OpenID Connect Discovery 4.3, RFC 8414 3.3: identical to the issuer that was asked, octet for octet.
    func judgeIssuer() throws(DiscoveryFault) {
        guard let value = value("issuer") else { throw .issuerMissing }
        guard let text = value.string else { throw .wrongType("issuer") }
        guard text.utf8.elementsEqual(issuer.text.utf8) else { throw .issuerDiffers(found: ForeignText(text)) }
    }

    /// Where the browser goes. Its query is kept, so it must not have what pixie adds.
    func authorizationEndpoint() throws(DiscoveryFault) -> WebAddress {
        let name = "authorization_endpoint"
        guard let endpoint = try endpoint(name) else { throw .missing(name) }
        let address = endpoint.address
        guard let query = address.query else { return address }
        let pairs: [FormPair]
        do throws(FormFault) {
            pairs = try FormEncoding.decode(query)
        } catch {
            throw .badEndpoint(name: name, found: ForeignText(address.text), why: error.message)
        }
        if let taken = pairs.first(where: { ExtraParameterRules.reserved.contains($0.name) }) {
            throw .badEndpoint(
                name: name, found: ForeignText(address.text),
                why: "It already has the parameter \(taken.name), which only the login itself may set.")
        }
        return address
    }

    /// An address that may receive secrets. A provider on https must not name one on http, not even on this machine:
    /// whoever listens there would get the code (RFC 8414 6.2).
    func endpoint(_ name: String) throws(DiscoveryFault) -> Endpoint? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw .wrongType(name) }
        let endpoint: Endpoint
        do throws(EndpointFault) {
            endpoint = try Endpoint(text)
        } catch {
            throw .badEndpoint(name: name, found: ForeignText(text), why: error.message)
        }
        if issuer.endpoint.address.scheme == .https, endpoint.address.scheme == .http {
            throw .badEndpoint(
                name: name, found: ForeignText(text), why: "The issuer is https, so its endpoints must be https too.")
        }
        return endpoint
    }

    /// Whether the document is of an OpenID provider, which must have keys, and not of a plain OAuth server.
    var issuesIDTokens: Bool {
        let signs = ["id_token_signing_alg_values_supported", "subject_types_supported", "userinfo_endpoint"]
        return signs.contains { value($0) != nil } || value("scopes_supported")?.strings?.contains("openid") == true
    }

    /// The response type `code`, sent back in the query, for the grant authorization_code. What a list leaves out is
    /// not offered; a list that is not there says nothing (RFC 8414 2 has defaults that allow it).
    ///
    /// An answer as a form is another matter: the list that is not there means query and fragment (RFC 8414 2), so a
    /// provider has to list `form_post` (OAuth 2.0 Form Post Response Mode 2) for it to be asked for.
    func judgeCodeFlow(wantsFormPost: Bool) throws(DiscoveryFault) -> [String]? {
        let types = try list("response_types_supported")
        let modes = try list("response_modes_supported")
        let demands = [
            ("response_types_supported", "code"), ("grant_types_supported", "authorization_code"),
            ("response_modes_supported", wantsFormPost ? ClientConfiguration.formPost : "query"),
        ]
        if wantsFormPost, modes?.contains(ClientConfiguration.formPost) != true {
            throw .noFormPost(listed: modes.map(Self.shown) ?? ForeignText("no list, which means query and fragment"))
        }
        for (member, value) in demands {
            guard let offered = try list(member), !offered.contains(value) else { continue }
            throw .noCodeFlow(member: member, listed: Self.shown(offered))
        }
        return types
    }

    /// S256 is sent also when the provider lists nothing (RFC 9700 2.1.1); a list without it forbids the login.
    func judgeChallengeMethods() throws(DiscoveryFault) -> [String]? {
        let methods = try list("code_challenge_methods_supported")
        if let methods, !methods.contains(PKCE.method) { throw .noS256(listed: Self.shown(methods)) }
        return methods
    }

    /// One at least that pixie can verify. `none` proves nothing and HMAC can only be checked with the client's secret
    /// (RFC 8725 3.1, 3.2). Better said now than after the person signed in.
    func judgeAlgorithms() throws(DiscoveryFault) -> [String]? {
        let algorithms = try list("id_token_signing_alg_values_supported")
        if let algorithms, SignatureAlgorithm.allowed(advertised: algorithms).isEmpty {
            throw .noSignature(listed: Self.shown(algorithms))
        }
        return algorithms
    }

    /// A list as evidence, bounded whatever its length.
    static func shown(_ list: [String]) -> ForeignText {
        if list.isEmpty { return ForeignText("an empty list") }
        let more = list.count > 40 ? " and \(list.count - 40) more" : ""
        return ForeignText(list.prefix(40).map { ForeignText($0).safe(limit: 80) }.joined(separator: ", ") + more)
    }

    /// The same for what a login can do without. Some servers write what they do not offer as an empty text.
    func offeredEndpoint(_ name: String) throws(DiscoveryFault) -> Endpoint? {
        value(name)?.string?.isEmpty == true ? nil : try endpoint(name)
    }

    /// The same for what no login needs: a place that is not usable is none.
    func usableEndpoint(_ name: String) -> Endpoint? {
        do throws(DiscoveryFault) {
            return try endpoint(name)
        } catch {
            return nil
        }
    }

    func list(_ name: String) throws(DiscoveryFault) -> [String]? {
        guard let value = value(name) else { return nil }
        guard let texts = value.strings else { throw .wrongType(name) }
        return texts
    }

    func flag(_ name: String) throws(DiscoveryFault) -> Bool {
        guard let value = value(name) else { return false }
        guard let flag = value.bool else { throw .wrongType(name) }
        return flag
    }
}

extension ProviderMetadata {
    /// Where an extension of the provider is, by the rules for every address that may receive secrets.
    func usable(_ name: String) -> Endpoint? { DiscoveryDocument(json, issuer: issuer).usableEndpoint(name) }
}
