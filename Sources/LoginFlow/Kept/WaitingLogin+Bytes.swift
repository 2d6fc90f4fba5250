import OAuth

extension WaitingLogin {
    private static let kind = "waiting login"
    /// 2 added keys: those of the client, and that of the login. 3 added how many attempts there were.
    private static let version = 3
    /// Nobody makes so many; what says more is damaged.
    private static let mostAttempts = 1_000_000

    /// The login as JSON, to be encrypted at once: it has verifier, state and nonce in clear.
    public var bytes: [UInt8] {
        var writer = KeptWriter(kind: Self.kind, version: Self.version)
        writer.put("plan", Self.value(plan))
        // As a text: its own nesting must not add to ours.
        writer.put("metadata", JSONValue.object(metadata.json).text)
        writer.put("attempt", Self.value(attempt))
        writer.put("earlier", .array(earlier.map { Self.value($0) }))
        writer.put("attempts", attempts)
        if let listener {
            var inner = KeptWriter()
            inner.put("host", listener.host.rawValue)
            inner.put("port", listener.port)
            writer.put("listener", inner.object)
        }
        writer.put("short_path", shortPath)
        writer.put("prover", prover?.kept)
        return writer.bytes
    }

    /// Reads what ``bytes`` wrote, and judges plan and metadata as if they were new.
    public init(bytes: [UInt8]) throws(KeptFault) {
        var reader = try KeptReader(bytes, kind: Self.kind, version: Self.version)
        var inner = try reader.object("plan")
        let plan = try Self.plan(&inner)
        let document = try reader.text("metadata")
        let metadata: ProviderMetadata
        switch plan.client.rules.endpoints {
        case .fixed(let endpoints):
            metadata = ProviderMetadata(issuer: plan.client.issuer, fixed: endpoints)
        case .discovery:
            do throws(DiscoveryFault) {
                metadata = try Discovery.judge(
                    HTTPReply(status: 200, body: Array(document.utf8)), issuer: plan.client.issuer,
                    wantsFormPost: plan.client.wantsFormPost)
            } catch {
                throw reader.fault("metadata")
            }
        }
        var attemptReader = try reader.object("attempt")
        let attempt = try Self.attempt(&attemptReader, plan)
        var earlier: [WaitingAttempt] = []
        for var one in try reader.objects("earlier") { earlier.append(try Self.attempt(&one, plan)) }
        guard earlier.count <= Awaiting.rememberedAttempts else { throw reader.fault("earlier") }
        let highest = ([attempt] + earlier).map(\.number).reduce(0, max)
        let attempts = reader.version < 3 ? highest : try reader.int("attempts")
        guard (highest...max(highest, Self.mostAttempts)).contains(attempts), highest <= Self.mostAttempts else {
            throw reader.fault("attempts")
        }
        var listener: ListenerFacts?
        if var inner = try reader.optionalObject("listener") {
            listener = ListenerFacts(
                host: try inner.required("host") { $0.string.flatMap { LoopbackHost(rawValue: $0) } },
                port: try inner.required("port", Self.port))
            try inner.end()
        }
        self.init(
            plan: plan, metadata: metadata, attempt: attempt, earlier: earlier, attempts: attempts,
            listener: listener, shortPath: try reader.required("short_path", Self.path),
            prover: try Prover(from: &reader))
        try reader.end()
    }

    // MARK: the plan

    private static func value(_ plan: LoginPlan) -> JSONValue {
        var writer = KeptWriter()
        writer.put("issuer", plan.client.issuer.text)
        writer.put("client_id", plan.client.clientID)
        writer.put("client_secret", plan.client.clientSecret)
        writer.put("client_key", plan.client.keys.signing?.keptValue)
        let decryption = plan.client.keys.decryption
        writer.put("decryption_keys", decryption.isEmpty ? nil : .array(decryption.map { $0.keptValue }))
        writer.put("scopes", plan.client.scopes)
        writer.put(
            "parameters", .array(plan.client.extraParameters.map { .array([.string($0.name), .string($0.value)]) }))
        switch plan.redirect {
        case .loopback(let port, let path):
            writer.put("loopback_port", port)
            writer.put("loopback_path", path)
        case .registered(let address):
            writer.put("redirect_uri", address.text)
        }
        if plan.client.rules != .standard { writer.put("rules", .object(plan.client.rules.json)) }
        writer.put("wait_seconds", JSONValue(plan.waitSeconds))
        writer.put("stepwise", .bool(plan.isStepwise))
        writer.put("verifier_length", plan.verifierLength)
        return writer.object
    }

    private static func plan(_ reader: inout KeptReader) throws(KeptFault) -> LoginPlan {
        let issuer = try reader.required("issuer") { $0.string.flatMap { try? Issuer($0) } }
        let clientID = try reader.text("client_id")
        let secret = try reader.optionalSecret("client_secret")
        let keys = ClientKeys(
            signing: try reader.optional("client_key", ClientKey.read), decryption: try reader.decryptionKeys())
        let scopes = try reader.texts("scopes")
        let parameters = try reader.required("parameters", pairs)
        let rules = try reader.optional("rules") { $0.object.flatMap { try? ProviderRules($0) } } ?? .standard
        guard
            let client = try? ClientConfiguration(
                issuer: issuer, clientID: clientID, clientSecret: secret, scopes: scopes, extraParameters: parameters,
                rules: rules, keys: keys)
        else { throw reader.fault("client_id") }
        let redirect: RedirectPlan
        if let registered = try reader.optional("redirect_uri", { $0.string.flatMap { try? RedirectURI($0) } }) {
            redirect = .registered(registered)
        } else {
            redirect = .loopback(
                port: try reader.optional("loopback_port", port), path: try reader.required("loopback_path", path))
        }
        let waitSeconds = try reader.required("wait_seconds") { $0.double.flatMap { $0 > 0 ? $0 : nil } }
        let isStepwise = try reader.flag("stepwise")
        let length = try reader.int("verifier_length")
        guard CodeVerifier.lengths.contains(length) else { throw reader.fault("verifier_length") }
        try reader.end()
        return LoginPlan(
            client: client, redirect: redirect, waitSeconds: waitSeconds, isStepwise: isStepwise,
            verifierLength: length)
    }

    private static func pairs(_ value: JSONValue) -> [FormPair]? {
        guard let list = value.array else { return nil }
        var pairs: [FormPair] = []
        for element in list {
            guard let two = element.strings, two.count == 2 else { return nil }
            pairs.append(FormPair(two[0], two[1]))
        }
        return pairs
    }

    private static func port(_ value: JSONValue) -> Int? {
        guard case .number(let number) = value, let port = number.int, (1...65535).contains(port) else { return nil }
        return port
    }

    /// A path of ours: it becomes part of an address without another look at it.
    private static func path(_ value: JSONValue) -> String? {
        guard let path = value.string, path.hasPrefix("/"), (try? RedirectURI("http://127.0.0.1:1" + path)) != nil
        else { return nil }
        return path
    }

    // MARK: the attempts

    private static func value(_ attempt: WaitingAttempt) -> JSONValue {
        var writer = KeptWriter()
        writer.put("number", attempt.number)
        writer.put("verifier", attempt.material.pkce.verifier.secret)
        writer.put("state", attempt.material.state)
        writer.put("nonce", attempt.material.nonce)
        writer.put("short_path", attempt.material.shortPath)
        writer.put("redirect_uri", attempt.redirect.text)
        if let pushed = attempt.pushed {
            writer.put("request_uri", JSONValue(pushed.requestURI))
            writer.put("request_uri_until", pushed.until)
        }
        writer.put("started_at", attempt.startedAt)
        writer.put("deadline", attempt.deadline)
        return writer.object
    }

    private static func attempt(_ reader: inout KeptReader, _ plan: LoginPlan) throws(KeptFault) -> WaitingAttempt {
        let number = try reader.int("number")
        guard number > 0 else { throw reader.fault("number") }
        let verifier = try reader.required("verifier") { $0.string.flatMap { try? CodeVerifier($0) } }
        let state = try reader.secret("state")
        let nonce = try reader.optionalSecret("nonce")
        guard (nonce != nil) == plan.client.sendsNonce else { throw reader.fault("nonce") }
        let material = Material(
            pkce: PKCE(verifier: verifier), state: state, nonce: nonce,
            shortPath: try reader.required("short_path", path))
        let redirect = try reader.required("redirect_uri") { $0.string.flatMap { try? RedirectURI($0) } }
        var pushed: PushedRequest?
        if let name = try reader.optionalText("request_uri") {
            guard !name.isEmpty else { throw reader.fault("request_uri") }
            pushed = PushedRequest(requestURI: ForeignText(name), until: try reader.time("request_uri_until"))
        }
        let startedAt = try reader.time("started_at")
        let deadline = try reader.time("deadline")
        try reader.end()
        return WaitingAttempt(
            number: number, material: material, redirect: redirect, pushed: pushed, startedAt: startedAt,
            deadline: deadline)
    }
}
