extension ProviderRules {
    /// The rules as JSON, every switch written out. ``init(_:at:)`` reads it.
    public var json: JSONObject {
        var members: [JSONObject.Member] = []
        members.put("name", name)
        members.put("endpoints", endpoints.json)
        members.put("request", request.json)
        members.put("iss", iss.rawValue)
        members.put("token", token.json)
        members.put("id_token", idToken.rawValue)
        members.put("client", client.json)
        members.put("pushing", pushing.rawValue)
        members.put("dpop", dpop.json)
        var sealed: [JSONObject.Member] = []
        sealed.put("id_token", encryption.idToken.rawValue)
        sealed.put("user", encryption.user.rawValue)
        sealed.put("algorithms", encryption.algorithms?.map(\.rawValue))
        members.put("encryption", sealed.json)
        members.put("challenge_methods", challengeMethods.rawValue)
        members.put("user", user.json)
        members.put("logout", logout.json)
        members.put("redirect", redirect.json)
        return JSONObject(members: members)
    }
}

extension [JSONObject.Member] {
    fileprivate mutating func put(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        append(JSONObject.Member(name: name, value: value))
    }

    fileprivate mutating func put(_ name: String, _ text: String?) { put(name, text.map { .string($0) }) }
    fileprivate mutating func put(_ name: String, _ endpoint: Endpoint?) { put(name, endpoint?.text) }
    fileprivate mutating func put(_ name: String, _ texts: [String]?) {
        put(name, texts.map { .array($0.map { .string($0) }) })
    }

    fileprivate mutating func put(_ name: String, _ pair: FormPair?) {
        guard let pair else { return }
        var members: [JSONObject.Member] = []
        members.put("name", pair.name)
        members.put("value", pair.value)
        put(name, members.json)
    }

    fileprivate var json: JSONValue { .object(JSONObject(members: self)) }
}

extension EndpointSource {
    fileprivate var json: JSONValue {
        switch self {
        case .discovery:
            return .string("discovery")
        case .fixed(let endpoints):
            var members: [JSONObject.Member] = []
            members.put("authorization", endpoints.authorization.text)
            members.put("token", endpoints.token)
            members.put("jwks", endpoints.jwks)
            members.put("userinfo", endpoints.userinfo)
            members.put("revocation", endpoints.revocation)
            members.put("end_session", endpoints.endSession)
            members.put("device_authorization", endpoints.deviceAuthorization)
            members.put("pushed_authorization", endpoints.pushedAuthorization)
            return members.json
        }
    }
}

extension RequestRules {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        members.put("scope", scope.rawValue)
        members.put("state", .bool(usesState))
        members.put("nonce", nonce.rawValue)
        let rules = parameters.map { rule in
            var members: [JSONObject.Member] = []
            members.put("name", rule.name)
            members.put("presence", rule.presence.rawValue)
            members.put("values", rule.values)
            members.put("only", rule.only)
            members.put("message", rule.message)
            return members.json
        }
        members.put("parameters", .array(rules))
        if let selector {
            var inner: [JSONObject.Member] = []
            inner.put("names", selector.names)
            inner.put("beside", selector.beside)
            inner.put("beside_only", selector.besideOnly)
            inner.put("message", selector.message)
            members.put("selector", inner.json)
        }
        return members.json
    }
}

extension TokenRules {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        members.put("body", body.rawValue)
        members.put("redirect_uri", .bool(sendsRedirectURI))
        members.put("repeats", repeats)
        members.put("refresh_parameters", refreshParameters)
        members.put("token_type", tokenType.rawValue)
        members.put("scope", scope.rawValue)
        members.put("expiry", expiry.rawValue)
        return members.json
    }
}

extension ClientRules {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        members.put("methods", methods?.map(\.rawValue))
        var inner: [JSONObject.Member] = []
        inner.put("audience", assertion.audience.rawValue)
        inner.put("lifetime", JSONValue(assertion.lifetime))
        inner.put("confirms_dpop_key", .bool(assertion.confirmsDPoPKey))
        inner.put("algorithms", assertion.algorithms?.map(\.rawValue))
        inner.put("key_id", .bool(assertion.needsKeyID))
        members.put("assertion", inner.json)
        members.put("at_device_authorization", .bool(provesItselfForDevices))
        return members.json
    }
}

extension DPoPRules {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        members.put("use", use.rawValue)
        members.put("lifetime", lifetime.map { JSONValue($0) })
        members.put("at_push", .bool(atPush))
        return members.json
    }
}

extension UserSource {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        switch self {
        case .userinfo: return .string("userinfo")
        case .none: return .string("none")
        case .tokenAnswer(let names): members.put("members", names)
        case .person(let address, let keys):
            members.put("person", address)
            members.put("keys", keys)
        }
        return members.json
    }
}

extension LogoutKind {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        switch self {
        case .endSession: return .string("end_session")
        case .none: return .string("none")
        case .sessionID(let address): members.put("session_id", address.text)
        }
        return members.json
    }
}

extension RedirectRules {
    fileprivate var json: JSONValue {
        var members: [JSONObject.Member] = []
        members.put("loopback", loopback.rawValue)
        members.put("port", port.rawValue)
        members.put("https_only", .bool(isHTTPSOnly))
        members.put("help", help)
        return members.json
    }
}
