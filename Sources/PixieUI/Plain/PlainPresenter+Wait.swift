public import LoginFlow
import OAuth

extension PlainPresenter {
    /// The wait for the answer: the address, what became of the browser, answers that were not used.
    func waiting(_ current: Awaiting, _ previous: FlowState, _ now: Moment) -> [String] {
        guard case .awaitingCallback(let before) = previous else {
            let made =
                current.isResumed
                ? Self.goingOn(current) : isPrepared(previous) ? [] : request(current.attempt, current.listener.opened)
            return provider(.awaitingCallback(current), previous) + made + [headline(current, now)]
                + Self.destination(current) + address(current)
                + instructions() + (current.listener.opened.map(whereabouts) ?? [])
        }
        guard before.attempt.number == current.attempt.number else {
            return ["This is attempt \(current.attempt.number). The address above does not count any more."]
                + address(current)
        }
        return listening(current, before) + browser(current, before) + device(current, before)
            + rejection(current, before, now)
    }

    /// What the person can type, and why pasting may not be needed.
    public func help(for state: FlowState) -> [String] {
        guard case .awaitingCallback(let current) = state else {
            return ["Nothing is asked now. 0 cancels."]
        }
        var lines = [
            "Type 1 to open a browser on this machine, 2 to copy the address, 0 to cancel.",
            "Type 4 for a new attempt with new state, nonce and verifier, 5 to wait five minutes longer.",
            "Type 6 to have every parameter explained, 7 for a report without secrets, 8 to leave and go on later.",
            "Everything else is taken for the answer: the whole address on which the browser ends after signing in.",
        ]
        if current.attempt.request.wantsFormPost {
            lines.append(
                "The answer comes as a form (response_mode=form_post): only a browser that reaches it can bring it.")
        }
        if let listener = current.listener.opened {
            let port = listener.port
            lines.append(
                "A browser on this machine needs no pasting: pixie is listening on \(listener.host.bracketed):\(port).")
            lines += whereabouts(listener)
        }
        if !current.earlier.isEmpty {
            let numbers = current.earlier.map { "back \($0.number)" }.joined(separator: ", ")
            lines.append("Earlier attempts still count: type \(numbers).")
        }
        return lines
    }

    /// What SSH, a container or Windows around pixie mean for the way back from the browser.
    private func whereabouts(_ listener: ListenerFacts) -> [String] {
        guard let surroundings else { return [] }
        if surroundings.sshFrom != nil {
            return ["To skip pasting from where you sit: \(SSHHint.command(listener, surroundings))"]
        }
        return WhereaboutsPart.sentence(surroundings, listener).map { [$0] } ?? []
    }

    private static func goingOn(_ current: Awaiting) -> [String] {
        let way = current.listener == .absent ? " The answer has to be pasted." : ""
        return ["pixie: going on with the login that was left waiting.\(way)"]
    }

    /// What became of the listener of the process that began this login.
    private func listening(_ current: Awaiting, _ before: Awaiting) -> [String] {
        guard current.listener != before.listener else { return [] }
        switch current.listener {
        case .open(let listener):
            let short = current.shortAddress.map { ["Short address on this machine: \($0)"] } ?? []
            return [
                "Listening again on \(listener.host.bracketed):\(listener.port): "
                    + "a browser on this machine needs no pasting."
            ] + short
        case .lost(let place, let problem):
            return ["\(Explain.notListening(problem, at: place)) The answer has to be pasted."]
        case .absent, .reopening:
            return []
        }
    }

    /// Any page on this machine can call the listener as often as it likes, so only the first answers that are not used
    /// are told, and then every tenth, hundredth, thousandth of them is counted.
    private static let toldRejections = 3

    private static func isRound(_ count: Int) -> Bool {
        var power = 10
        while power <= count / 10 { power *= 10 }
        return count.isMultiple(of: power)
    }

    /// Where the address leads, in words: a name has no marks here.
    private static func destination(_ current: Awaiting) -> [String] {
        let name = current.attempt.request.address.hostName
        guard !name.prefix.isEmpty || name.warning != nil else { return [] }
        let owner = name.prefix.isEmpty ? "" : ", a name under \(name.registrable)"
        return ["The address leads to \(name.text)\(owner)."] + [name.warning].compactMap { $0.map { "! " + $0 } }
    }

    private func headline(_ current: Awaiting, _ now: Moment) -> String {
        let host = current.provider.metadata.issuer.endpoint.address.host
        let place = profile.map { "\(ForeignText($0).safe(limit: 60)) (\(host))" } ?? host
        let wait = Explain.spoken(current.attempt.deadline - now.uptime).firstUpper
        return "pixie: step 4 of 6, sign in to \(place). \(wait)."
    }

    private func address(_ current: Awaiting) -> [String] {
        var lines = [Self.addressAnnouncement, current.attempt.request.address.text]
        if let until = current.attempt.request.pushed?.until {
            lines.append("It works until \(until.utcClock) only; after that ask for a new attempt.")
        }
        if let short = current.shortAddress { lines.append("Short address on this machine: \(short)") }
        return lines
    }

    private func instructions() -> [String] {
        ["Then paste the address you end up on, even if that page does not load."]
            + (isInteractive
                ? ["Or type: \(isDemo ? "d demo user, " : "")1 open a browser, 2 copy the address, 3 help, 0 cancel."]
                : [])
    }

    private func browser(_ current: Awaiting, _ before: Awaiting) -> [String] {
        guard current.browser != before.browser else { return [] }
        switch current.browser {
        case .notAsked, .opening:
            return []
        case .asked(let program):
            return ["Asked \(ForeignText(program).safe(limit: 60)) to open the address."]
        case .failed(let why):
            let reason = ForeignText(why).safe(limit: 200)
            let advice = reason.contains("pen the address") ? "" : " Open the address yourself."
            return ["No browser was opened: \(reason)\(advice)"]
        }
    }

    /// The third way in, once when it opens and once when it closes.
    private func device(_ current: Awaiting, _ before: Awaiting) -> [String] {
        switch current.device {
        case .open(let device) where before.device.code == nil:
            let code = device.code
            return [
                "Or on any other device: open \((code.completeAddress ?? code.address).text)",
                "and enter the code \(code.userCode.safe(limit: 80)).",
            ]
        case .closed(let why) where current.device != before.device:
            return [why.message]
        case .notOffered, .asked, .open, .closed:
            return []
        }
    }

    private func rejection(_ current: Awaiting, _ before: Awaiting, _ now: Moment) -> [String] {
        guard current.rejectionCount != before.rejectionCount, let rejection = current.rejection else { return [] }
        if rejection.source == .listener, current.rejectionCount > Self.toldRejections {
            return Self.isRound(current.rejectionCount)
                ? ["! \(current.rejectionCount) answers were not used so far. The login still waits."] : []
        }
        let story = Explain.rejection(rejection, attempt: current.attempt, earlier: current.earlier, now: now)
        let words = rejection.checks.isEmpty ? "" : Self.words(for: rejection.checks) + " "
        let title = story.title.hasPrefix("Not used") ? story.title : "Not used: " + story.title.firstLower
        let risk = story.risk.map { ["Risk: " + $0] } ?? []
        // Here a new attempt is not a new command, and repeating the right way comes first.
        let next = story.next.filter { $0.action != .newAttempt }.compactMap(\.sentence).prefix(2)
        return [words + ([title + ".", story.what] + risk + ["Next:"] + next).joined(separator: " ")]
    }
}

extension PlainPresenter {
    /// The checks of an answer in words, up to the first that failed: `address ok. state ok. issuer ok. code present.`
    static func words(for checks: [Check]) -> String {
        var words: [String] = []
        for check in checks {
            guard let name = names[check.id] else { continue }
            switch check.verdict {
            case .passed:
                if check.id == "callback.code" { words.append("code present.") }
                if check.id != "callback.code", check.id != "callback.parameters" { words.append("\(name) ok.") }
            case .skipped:
                words.append("\(name) not sent.")
            case .failed:
                // What comes after it was not looked at.
                return (words + ["\(name) WRONG."]).joined(separator: " ")
            }
        }
        return words.joined(separator: " ")
    }

    private static let names = [
        "callback.address": "address", "callback.parameters": "parameters", "callback.state": "state",
        "callback.iss": "issuer", "callback.code": "code",
    ]
}

extension String {
    var firstUpper: String { prefix(1).uppercased() + dropFirst() }
    var firstLower: String { prefix(1).lowercased() + dropFirst() }
}
