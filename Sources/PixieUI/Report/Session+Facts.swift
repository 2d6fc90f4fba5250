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
        let sources = [claims, userInfoClaims].compactMap(\.self)
        for name in ["email", "preferred_username", "name", "sub"] {
            for claims in sources {
                if let text = claims[name]?.string, !text.isEmpty { return ForeignText(text) }
            }
        }
        return ForeignText("somebody (no ID token was asked for)")
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
        let left = accessExpiresAt.map { "for " + Durations.short(max(0, $0 - now)) } ?? "of unknown length"
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
