import LoginFlow
import OAuth

/// What somebody else needs to help, without any secret: for a ticket or a chat.
enum TroubleReport {
    static func text(_ state: AppState) -> String {
        let flow = state.flow
        let redaction = Redaction(state)
        var lines = ["pixie report, \(state.now.wall.iso8601)", "step: \(flow.step.id)"]
        if let plan = flow.plan {
            lines.append("issuer: \(plan.client.issuer.text)")
            lines.append("client: \(ForeignText(plan.client.clientID).safe(limit: 200))")
            lines.append("scopes: \(ForeignText(plan.client.scopeText).safe(limit: 300))")
            lines.append("client secret: \(plan.client.clientSecret == nil ? "none" : "set")")
        }
        if let awaiting = state.awaiting {
            lines.append("redirect URI: \(ForeignText(awaiting.attempt.redirect.text).safe(limit: 300))")
            lines.append("answers not used: \(awaiting.rejectionCount)")
        }
        if case .failed(let failure) = flow {
            let explanation = Explain.failure(failure, now: state.now)
            lines.append("failed: \(explanation.title)")
            lines.append(redaction.foreign(explanation.what))
        }
        if let awaiting = state.awaiting, let rejection = awaiting.rejection {
            let explanation = Explain.rejection(
                rejection, attempt: awaiting.attempt, earlier: awaiting.earlier, now: state.now)
            lines.append("last answer: \(explanation.title)")
            lines.append(redaction.foreign(explanation.what))
        }
        let checks = CheckFacts.checks(of: state)
        if !checks.isEmpty { lines += ["", "checks:"] + checks.flatMap(lines(of:)).map(redaction.foreign) }
        let entries = flow.journal.entries
        if !entries.isEmpty { lines += ["", "requests:"] + entries.flatMap(lines(of:)) }
        return lines.map { SinkText.whole(redaction.known($0)) }.joined(separator: "\n") + "\n"
    }

    static func lines(of check: Check) -> [String] {
        let verdict: String
        switch check.verdict {
        case .passed: verdict = "passed"
        case .failed: verdict = "FAILED"
        case .skipped(let reason): verdict = "skipped (\(reason))"
        }
        return [
            "\(check.id): \(verdict)", "    expected: \(check.expected)", "    found: \(check.found.safe())",
            "    clause: \(check.clause)",
        ]
    }

    private static func lines(of entry: Journal.Entry) -> [String] {
        let ending: String
        switch entry.ending {
        case .answered(let status, let bytes, let took, _):
            ending = "\(status), \(bytes) octets, \(Int(took * 1000)) ms"
        case .failed(let failure): ending = HTTPText.failure(failure)
        case nil: ending = "no answer yet"
        }
        let fields = entry.fields.map { field in
            switch field.value {
            case .open(let text): "    \(field.name): \(ForeignText(text).safe(limit: 200))"
            case .hidden(let count): "    \(field.name): (\(count) hidden)"
            }
        }
        let answer = ((entry.answer?.members ?? []) + (entry.answer?.headers ?? [])).map { field in
            switch field.value {
            case .open(let text): "    < \(field.name): \(ForeignText(text).safe(limit: 200))"
            case .hidden(let count): "    < \(field.name): (\(count) hidden)"
            }
        }
        return ["\(entry.method.rawValue) \(entry.url.text) -> \(ending)"] + fields + answer
    }
}

/// The checks that were made so far, whatever the state.
enum CheckFacts {
    static func checks(of state: AppState) -> [Check] {
        switch state.flow {
        case .configuring, .discovering: []
        case .ready, .generating, .opening, .pushing, .prepared: state.flow.provider?.metadata.checks ?? []
        case .awaitingCallback(let awaiting):
            awaiting.provider.metadata.checks + (awaiting.rejection?.checks ?? [])
        case .exchanging(let exchanging): exchanging.provider.metadata.checks + exchanging.callbackChecks
        case .verifying(let verifying): verifying.provider.metadata.checks + verifying.callbackChecks
        case .authenticated(let session): session.checks
        case .failed(let failure): failure.checks
        }
    }
}
