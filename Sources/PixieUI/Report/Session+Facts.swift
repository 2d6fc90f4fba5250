public import LoginFlow
public import OAuth

extension Session {
    /// What the UserInfo endpoint said, when it was used.
    public var userInfoClaims: JSONObject? {
        switch userInfo {
        case .have(let info): info.claims
        case .notOffered, .asked, .refused, .failed: nil
        }
    }

    /// The name by which a person recognises the account: e-mail, login name, name, or at last the identifier.
    public var personName: ForeignText {
        let told = userInfoClaims
        let sources = [claims, told, tokens.user?["user"]?.object].compactMap(\.self)
        for name in ["email", "preferred_username", "name"] {
            for claims in sources {
                if let text = claims[name]?.string, !text.isEmpty { return ForeignText(text) }
            }
        }
        if let name = told.flatMap(Self.name(inPersonData:)) { return name }
        for name in ["sub", "id"] {
            for claims in sources {
                if let text = claims[name]?.string, !text.isEmpty { return ForeignText(text) }
            }
        }
        return person.map { ForeignText($0.subject) }
            ?? ForeignText("somebody (the provider did not say who)")
    }

    /// The name in data of Singpass and Myinfo, where each item is an object with its `value`; else the identifier.
    private static func name(inPersonData told: JSONObject) -> ForeignText? {
        let person = told["person_info"]?.object ?? told
        for name in ["name", "email", "uinfin", "partialuinfin", "uuid"] {
            if let text = person[name]?.object?["value"]?.string, !text.isEmpty { return ForeignText(text) }
        }
        return nil
    }

    /// Why there is no ID token.
    var noIDToken: String {
        let rules = provider.plan.client.rules
        guard rules.idToken == .absent else { return "No ID token: openid was not asked for." }
        return "\(rules.name ?? "This provider") issues no ID tokens."
    }

    /// The person and the organization, as the token answer told them; nil when it did not.
    var toldPerson: String? {
        guard let told = tokens.user, let user = told["user"]?.object else { return nil }
        func text(_ name: String, _ object: JSONObject) -> String? {
            guard let text = object[name]?.string, !text.isEmpty else { return nil }
            return ForeignText(text).safe(limit: 100)
        }
        let names = [text("first_name", user), text("last_name", user)].compactMap(\.self).joined(separator: " ")
        let name = text("name", user) ?? (names.isEmpty ? nil : names)
        let parts = [name, text("email", user), text("id", user)].compactMap(\.self)
        let organization = text("organization_id", told).map { "organization \($0)" } ?? "no organization"
        return "User: \((parts + [organization]).joined(separator: ", "))."
    }

    /// The scope of the access token: what the provider says, or what was asked for if it says nothing (RFC 6749 5.1).
    public var grantedScope: String {
        guard let scope = tokens.scope else { return ForeignText(plan.client.scopeText).safe(limit: 1000) }
        return scope.map { $0.safe(limit: 100) }.joined(separator: " ")
    }

    private var plan: LoginPlan { provider.plan }

    /// How many checks of the ID token passed, and how many are about claims that were not sent.
    public var idTokenCheckCounts: (passed: Int, notSent: Int) {
        let own = checks.filter { $0.id.hasPrefix("id_token.") }
        return (own.filter { $0.verdict == .passed }.count, own.filter { $0.isOfSomethingNotSent }.count)
    }

    /// Two to four lines for the terminal after pixie has left, without a secret.
    public func farewell(profile: String?, now: Timestamp) -> [String] {
        let host = provider.metadata.issuer.endpoint.address.host
        let place = profile.map { ForeignText($0).safe(limit: 60) } ?? host
        let counts = idTokenCheckCounts
        let proof = idToken == nil ? "no ID token" : "ID token ok (\(counts.passed) checks)"
        let rest = accessExpiresAt.map { $0 > now ? "for " + Durations.short($0 - now) : "expired" }
        let left = rest ?? "of unknown length"
        return [
            "pixie: signed in to \(place) as \(personName.safe(limit: 100))",
            "\(proof), access token \(left), refresh token \(tokens.refreshToken == nil ? "no" : "yes")",
        ]
    }
}

extension Check {
    fileprivate var isOfSomethingNotSent: Bool {
        switch verdict {
        case .skipped(let why): why.hasPrefix("not sent")
        case .passed, .failed: false
        }
    }
}
