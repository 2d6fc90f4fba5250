extension ProviderRules {
    /// Reads rules that were written as JSON: in a preset, or by ``json``. What is not written is as in ``standard``.
    public init(_ object: JSONObject, at path: String = "") throws(RulesFault) {
        self.init()
        var reader = MemberReader(object, at: path)
        name = try reader.text("name")
        endpoints = try Self.endpoints(&reader)
        if var request = try reader.object("request") { self.request = try Self.request(&request) }
        try reader.word("iss", &iss)
        if var token = try reader.object("token") {
            try token.word("body", &self.token.body)
            try token.flag("redirect_uri", &self.token.sendsRedirectURI)
            self.token.repeats = try token.texts("repeats") ?? []
            self.token.refreshParameters = try token.texts("refresh_parameters") ?? []
            try token.word("token_type", &self.token.tokenType)
            try token.word("scope", &self.token.scope)
            try token.word("expiry", &self.token.expiry)
            try token.end()
        }
        try reader.word("id_token", &idToken)
        if var client = try reader.object("client") { self.client = try Self.client(&client) }
        try reader.word("pushing", &pushing)
        if var dpop = try reader.object("dpop") {
            try dpop.word("use", &self.dpop.use)
            self.dpop.lifetime = try dpop.seconds("lifetime")
            try dpop.flag("at_push", &self.dpop.atPush)
            try dpop.end()
        }
        if var encryption = try reader.object("encryption") {
            try encryption.word("id_token", &self.encryption.idToken)
            try encryption.word("user", &self.encryption.user)
            self.encryption.algorithms = try encryption.list("algorithms", of: KeyAgreement.self)
            try encryption.end()
        }
        try reader.word("challenge_methods", &challengeMethods)
        user = try Self.user(&reader)
        logout = try Self.logout(&reader)
        if var redirect = try reader.object("redirect") {
            try redirect.word("loopback", &self.redirect.loopback)
            try redirect.word("port", &self.redirect.port)
            try redirect.flag("https_only", &self.redirect.isHTTPSOnly)
            self.redirect.help = try redirect.text("help")
            try redirect.end()
        }
        try reader.end()
    }

    private static func endpoints(_ reader: inout MemberReader) throws(RulesFault) -> EndpointSource {
        guard let value = reader.value("endpoints") else { return .discovery }
        if value.string == "discovery" { return .discovery }
        guard value.object != nil, var inner = try reader.object("endpoints") else {
            throw reader.fault("endpoints", "must be \"discovery\", or an object with authorization and token.")
        }
        guard let authorization = try inner.endpoint("authorization") else {
            throw inner.fault("authorization", "is missing.")
        }
        guard let token = try inner.endpoint("token") else { throw inner.fault("token", "is missing.") }
        var fixed = FixedEndpoints(authorization: authorization.address, token: token)
        fixed.jwks = try inner.endpoint("jwks")
        fixed.userinfo = try inner.endpoint("userinfo")
        fixed.revocation = try inner.endpoint("revocation")
        fixed.endSession = try inner.endpoint("end_session")
        fixed.deviceAuthorization = try inner.endpoint("device_authorization")
        fixed.pushedAuthorization = try inner.endpoint("pushed_authorization")
        try inner.end()
        return .fixed(fixed)
    }

    private static func request(_ reader: inout MemberReader) throws(RulesFault) -> RequestRules {
        var rules = RequestRules()
        try reader.word("scope", &rules.scope)
        try reader.flag("state", &rules.usesState)
        try reader.word("nonce", &rules.nonce)
        for var one in try reader.objects("parameters") {
            var rule = ParameterRule(try one.required("name"), .optional)
            try one.word("presence", &rule.presence)
            rule.values = try one.texts("values")
            rule.only = try one.pair("only")
            rule.message = try one.text("message")
            try one.end()
            rules.parameters.append(rule)
        }
        if var inner = try reader.object("selector") {
            guard let names = try inner.texts("names"), !names.isEmpty else {
                throw inner.fault("names", "must be a list of parameters.")
            }
            rules.selector = SelectorRule(
                names, beside: try inner.pair("beside"), besideOnly: try inner.text("beside_only"),
                message: try inner.required("message"))
            try inner.end()
        }
        try reader.end()
        return rules
    }

    private static func client(_ reader: inout MemberReader) throws(RulesFault) -> ClientRules {
        var rules = ClientRules()
        if let names = try reader.texts("methods") {
            let methods = names.compactMap { ClientRules.Method(rawValue: $0) }
            guard !methods.isEmpty, methods.count == names.count else {
                let known = ClientRules.Method.allCases.map(\.rawValue).joined(separator: ", ")
                throw reader.fault("methods", "must be a list of \(known).")
            }
            rules.methods = methods
        }
        if var assertion = try reader.object("assertion") {
            try assertion.word("audience", &rules.assertion.audience)
            if let lifetime = try assertion.seconds("lifetime") { rules.assertion.lifetime = lifetime }
            try assertion.flag("confirms_dpop_key", &rules.assertion.confirmsDPoPKey)
            rules.assertion.algorithms = try assertion.list("algorithms", of: SignatureAlgorithm.self)
            try assertion.flag("key_id", &rules.assertion.needsKeyID)
            try assertion.end()
        }
        try reader.flag("at_device_authorization", &rules.provesItselfForDevices)
        try reader.end()
        return rules
    }

    private static func user(_ reader: inout MemberReader) throws(RulesFault) -> UserSource {
        guard let value = reader.value("user") else { return .userinfo }
        switch value.string {
        case "userinfo"?: return .userinfo
        case "none"?: return .none
        case _: break
        }
        guard value.object != nil, var inner = try reader.object("user") else {
            throw reader.fault("user", "must be \"userinfo\", \"none\", or an object with members or person.")
        }
        let source: UserSource
        if let members = try inner.texts("members") {
            source = .tokenAnswer(members: members)
        } else {
            let address = try inner.required("person")
            // The subject takes the place of the mark later; the address must be one with it.
            guard (try? Endpoint(address.replacingMark(with: "subject"))) != nil else {
                throw inner.fault("person", "must be an https address, with {sub} where the subject goes.")
            }
            source = .person(address: address, keys: try inner.endpoint("keys"))
        }
        try inner.end()
        return source
    }

    private static func logout(_ reader: inout MemberReader) throws(RulesFault) -> LogoutKind {
        guard let value = reader.value("logout") else { return .endSession }
        switch value.string {
        case "end_session"?: return .endSession
        case "none"?: return .none
        case _: break
        }
        guard value.object != nil, var inner = try reader.object("logout") else {
            throw reader.fault("logout", "must be \"end_session\", \"none\", or an object with session_id.")
        }
        guard let address = try inner.endpoint("session_id") else { throw inner.fault("session_id", "is missing.") }
        try inner.end()
        return .sessionID(address: address.address)
    }
}

extension String {
    /// The address of a person's resource: the mark `{sub}` gives way to an encoded subject.
    func replacingMark(with subject: String) -> String {
        let mark = "{sub}"
        guard let place = firstRange(of: mark) else { return self }
        return String(self[..<place.lowerBound]) + PercentCoding.encode(subject, spaceAsPlus: false)
            + String(self[place.upperBound...])
    }
}
