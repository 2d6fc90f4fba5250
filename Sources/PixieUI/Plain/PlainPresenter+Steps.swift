import LoginFlow
import OAuth

extension PlainPresenter {
    /// Every change that is worth a line.
    func changes(to state: FlowState, from previous: FlowState, _ now: Moment) -> [String] {
        switch state {
        case .configuring:
            if case .configuring = previous { return [] }
            return ["pixie: cancelled. Nothing was kept."]
        case .discovering(let current):
            if case .discovering(let before) = previous {
                guard before.address != current.address else { return [] }
                return ["Nothing is there. Asking \(current.address.text)"]
            }
            return ["pixie: step 2 of 6, discover. Asking \(current.address.text)"]
        case .ready, .generating, .opening, .pushing:
            return provider(state, previous)
        case .prepared(let current):
            return provider(state, previous) + (isPrepared(previous) ? [] : request(current.attempt, current.listener))
        case .awaitingCallback(let current):
            return waiting(current, previous, now)
        case .exchanging(let current):
            if case .exchanging = previous { return [] }
            return arrival(current) + [Self.words(for: current.callbackChecks) + " Exchanging."]
        case .verifying(let current):
            if case .verifying = previous { return [] }
            let begun = if case .exchanging = previous { [String]() } else { [Self.words(for: current.callbackChecks)] }
            return begun + ["The tokens are here. Waiting for the provider's keys."]
        case .authenticated(let current):
            return session(current, previous, now)
        case .failed(let failure):
            if case .failed = previous { return [] }
            return end(failure, now)
        }
    }

    /// Who works over SSH sees that the forwarded port did its work.
    private func arrival(_ exchanging: Exchanging) -> [String] {
        guard exchanging.cameByListener else { return [] }
        return [
            surroundings?.sshFrom == nil
                ? "The browser brought the answer to this machine."
                : "The answer came through the forwarded port: no paste was needed."
        ]
    }

    func isPrepared(_ state: FlowState) -> Bool {
        if case .prepared = state { true } else { false }
    }

    /// Once, when the provider became known.
    func provider(_ state: FlowState, _ previous: FlowState) -> [String] {
        guard case .discovering = previous, let provider = state.provider else { return [] }
        let metadata = provider.metadata
        let passed = metadata.checks.filter { $0.verdict == .passed }.count
        var lines = ["The provider is known: \(Explain.count(passed, "check")) ok."]
        if provider.plan.isStepwise {
            lines += [
                "issuer                  \(metadata.issuer.text)",
                "authorization endpoint  \(metadata.authorizationEndpoint.text)",
                "token endpoint          \(metadata.tokenEndpoint.text)",
            ]
        }
        return lines
    }

    func request(_ attempt: Attempt, _ listener: ListenerFacts?) -> [String] {
        let place = listener.map { "listening on \($0.host.bracketed):\($0.port)" } ?? "the answer has to be pasted"
        return [
            "pixie: step 3 of 6, request. Challenge S256 of a verifier of "
                + "\(attempt.material.pkce.verifier.secret.count) characters; \(place)."
        ]
    }

    private func session(_ session: Session, _ previous: FlowState, _ now: Moment) -> [String] {
        var lines: [String] = []
        var wasSettled = false
        if case .authenticated(let before) = previous {
            wasSettled = before.isSettled
        } else {
            if case .awaitingCallback = previous { lines.append("Exchanging.") }
            lines += tokens(session)
        }
        guard session.isSettled, !wasSettled else { return lines }
        if let trouble = Explain.userInfo(of: session) { lines.append("! \(trouble.summary)") }
        if let claims = session.userInfoClaims {
            lines.append("UserInfo: \(Explain.count(claims.count, "claim")), same person.")
        }
        return lines + Self.list(session.checks) + session.farewell(profile: profile, now: now.wall).prefix(1)
    }

    private func tokens(_ session: Session) -> [String] {
        let counts = session.idTokenCheckCounts
        let missing = counts.notSent == 0 ? "" : ", \(counts.notSent) not sent"
        let proof =
            session.idToken == nil
            ? session.noIDToken
            : "ID token: \(Explain.count(counts.passed, "check")) ok\(missing)."
        let left = session.accessExpiresAt.map { $0 - session.obtainedAt.wall }
        let length = left.map { $0 > 0 ? "for " + Explain.spoken($0) : "expired already" } ?? "without a stated end"
        var lines = ["pixie: step 6 of 6. \(proof) Access token \(length)."]
        if !session.tokens.missingScopes.isEmpty {
            lines.append(
                "! Not granted: \(ForeignText(session.tokens.missingScopes.joined(separator: " ")).safe(limit: 200)).")
        }
        if !session.tokens.addedScopes.isEmpty {
            let added = session.tokens.addedScopes.prefix(20).map { $0.safe(limit: 60) }.joined(separator: " ")
            lines.append("! Granted without being asked for: \(added).")
        }
        if let person = session.toldPerson { lines.append(person) }
        if session.tokens.refreshToken == nil {
            lines.append("No refresh token: the scope offline_access asks for one.")
        }
        return lines
    }

    /// What, why, risk and next, a line each.
    private func end(_ failure: Failure, _ now: Moment) -> [String] {
        let story = Explain.failure(failure, now: now)
        let steps = story.next.compactMap(\.sentence)
        return Self.list(failure.checks) + ["pixie: step \(failure.step.rawValue) of 6 failed. \(story.title)."]
            + Self.block("Host", story.host.map { [Self.words(for: $0)] } ?? []) + Self.block("What", [story.what])
            + Self.block("Why", story.why)
            + Self.block("Risk", story.risk.map { [$0] } ?? []) + Self.block("Next", steps)
    }

    /// Every check in a line, as the Checks tab and `--json` have them.
    static func list(_ checks: [Check]) -> [String] {
        guard !checks.isEmpty else { return [] }
        let width = checks.map(\.id.count).max() ?? 0
        return ["Checks:"]
            + checks.map { check in
                let name = check.id + String(repeating: " ", count: width - check.id.count)
                switch check.verdict {
                case .passed: return "  ok    \(name)  \(check.found.safe(limit: 120))"
                case .skipped(let why): return "  none  \(name)  \(why)"
                case .failed:
                    return "  FAIL  \(name)  found: \(check.found.safe(limit: 200)); expected: \(check.expected) "
                        + "(\(check.clause))"
                }
            }
    }

    private static func words(for host: HostName) -> String {
        host.prefix.isEmpty ? host.text : "\(host.text), a name under \(host.registrable)"
    }

    private static func block(_ name: String, _ sentences: [String]) -> [String] {
        sentences.enumerated().map { index, sentence in
            let label = index == 0 ? name : ""
            return label + String(repeating: " ", count: 6 - label.count) + sentence
        }
    }
}
