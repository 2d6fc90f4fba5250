import LoginFlow
import OAuth

// An answer that is not the one to this attempt's request. Nothing was sent, and the login still waits.
extension Explain {
    static func callback(
        _ cause: CallbackRejection, from source: Rejection.Source, attempt: Attempt, former: Attempt?, isUsable: Bool,
        isKept: Bool, _ now: Moment
    ) -> Explanation {
        let next = next(for: cause, from: source, former: former, isUsable: isUsable, isKept: isKept, now)
        if let former {
            return ofEarlierAttempt(former, cause, attempt: attempt, next: next)
        }
        let story = story(of: cause, attempt: attempt)
        return Explanation(story.title, what: story.what, why: story.why, risk: story.risk, next: next)
    }

    /// The attempt whose state the answer has, whether or not the answer could be used there.
    static func replaced(_ cause: CallbackRejection, _ earlier: [Attempt]) -> Attempt? {
        guard case .stateWrong(let found) = cause else { return nil }
        return earlier.last { found.isExactly($0.material.state.reveal()) }
    }

    private struct Mismatch {
        let title: String
        let what: String
        let why: [String]
        var risk: String?

        init(_ title: String, _ what: String, why: String..., risk: String? = nil) {
            self.title = title
            self.what = what
            self.why = why
            self.risk = risk
        }
    }

    private static let foreignLogin =
        "Somebody may be trying to sign you in as them. Nothing was sent. Do not repeat an answer you did not ask for."

    private static func story(of cause: CallbackRejection, attempt: Attempt) -> Mismatch {
        let redirect = attempt.redirect.text
        switch cause {
        case .notAnAddress:
            return Mismatch(
                "Not used: not an address", "What came is not one whole address.",
                why: "pixie looks for an address that starts with \(redirect).")
        case .tooLong:
            return Mismatch(
                "Not used: too long", "What came is longer than \(Limits.address >> 10) KiB; no answer is that long.",
                why: "Much more than the address bar was copied.")
        case .wrongRedirect(.fragment, _, let found):
            return Mismatch(
                "Not used: the answer is behind #", "The part behind # holds \(quoted(found, limit: 60)).",
                why: "pixie asked for a code in the query; what is behind # is not sent to servers and is not read.")
        case .wrongRedirect(let part, let expected, let found):
            return Mismatch(
                "Not used: the address leads elsewhere",
                "Its \(part.word) is \(quoted(found, limit: 100)); this login expects \"\(expected)\".",
                why: "The answer comes to \(redirect), and nowhere else (RFC 6749 3.1.2).")
        case .badEncoding:
            return Mismatch(
                "Not used: the encoding is broken", "A % in the address is not followed by two hexadecimal digits.",
                why: "Something on the way changed or cut the address.")
        case .repeated(let name):
            return Mismatch(
                "Not used: a parameter comes twice",
                "The parameter \(quoted(name, limit: 60)) is there more than once.",
                why: "Which one counts is not certain, so none does (RFC 6749 3.1).",
                risk: "Somebody may have added the second one.")
        case .stateMissing where attempt.request.wantsFormPost:
            return Mismatch(
                "Not used: the answer is not in this address",
                "The answer to this login comes as a form (response_mode=form_post), and no address has it.",
                why: "Only a browser that reaches pixie's listener can bring it; over SSH, forward the port. Without "
                    + "response_mode=form_post the answer can be pasted.")
        case .stateMissing:
            return Mismatch(
                "Not used: the state is missing", "The address has no state, so pixie cannot tell whose login it is.",
                why: "The opener or a chat program cut the address at the first &, or not all of it was copied.")
        case .stateEmpty:
            return Mismatch(
                "Not used: the state is empty",
                "The address has an empty state, so pixie cannot tell whose login it is.",
                why: "pixie sent a state, and the provider must bring it back unchanged (RFC 6749 4.1.2).",
                risk: foreignLogin)
        case .stateWrong(let found):
            return Mismatch(
                "Not used: this answer belongs to another login",
                "The state in the address is \(short(found)). This attempt sent \(short(attempt.material.state)).",
                why:
                    "It is the state of no attempt that pixie remembers: an old browser tab, or somebody else's login.",
                risk: foreignLogin)
        case .stateUnasked:
            return Mismatch(
                "Not used: a state that was not sent", "The address has a state; this login was sent without one.",
                why: "This provider knows no state, so an answer with one is of another login.", risk: foreignLogin)
        case .issuerMissing:
            return Mismatch(
                "Not used: the answer does not name its provider", "The parameter iss is missing.",
                why: "The provider promises iss in every answer (RFC 9207 2.4), so one without it is not from there.",
                risk: mixUp)
        case .issuerWrong(let expected, let found):
            return Mismatch(
                "Not used: the answer is of another provider",
                "It names \(address(found, limit: 100)); this login is at \"\(expected)\".",
                why: "Both must be equal, character by character (RFC 9207 2.4).", risk: mixUp)
        case .issuerUnasked(let found):
            return Mismatch(
                "Not used: the answer names a provider", "It names \(address(found, limit: 100)).",
                why: "This provider is known to name itself in no answer, so it is of another one (RFC 9207 2.4).",
                risk: mixUp)
        case .codeMissing:
            return Mismatch(
                "Not used: no code", "The state fits, and there is neither a code nor an error in the address.",
                why: "The provider must send one of the two (RFC 6749 4.1.2), so the address was cut at its end.")
        case .codeEmpty:
            return Mismatch(
                "Not used: the code is empty", "The state fits, and the code in the address is empty.",
                why: "The address was cut at its end, or the provider sent nothing.")
        case .codeAndError:
            return Mismatch(
                "Not used: both a code and an error", "The address has a code and an error.",
                why: "An answer is one of the two (RFC 6749 4.1.2).", risk: "Somebody may have added one of them.")
        }
    }

    private static let mixUp =
        "A code may be on its way to the wrong provider (mix-up, RFC 9700 4.4). Nothing was sent."

    private static func ofEarlierAttempt(
        _ former: Attempt, _ cause: CallbackRejection, attempt: Attempt, next: [NextStep]
    ) -> Explanation {
        let what: String
        switch cause {
        case .stateWrong(let found):
            what =
                "The state in the address is \(short(found)). This attempt sent \(short(attempt.material.state))."
        case .notAnAddress, .tooLong, .wrongRedirect, .badEncoding, .repeated, .stateMissing, .stateEmpty,
            .stateUnasked, .issuerMissing, .issuerWrong, .issuerUnasked, .codeMissing, .codeEmpty, .codeAndError:
            what = "The answer is to attempt \(former.number); this is attempt \(attempt.number)."
        }
        return Explanation(
            "Not used: this answer belongs to another attempt", what: what,
            why: [
                "It is the state of attempt \(former.number), from \(former.startedAt.wall.utcClock), which another "
                    + "attempt replaced. The browser tab is from before that."
            ],
            risk: "None: pixie sent nothing. If you did not start attempt \(former.number) yourself, somebody may be "
                + "trying to sign you in as them. Do not repeat it.",
            next: next)
    }

    /// An old tab of this very login: harmless, and of no use any more.
    static func ofEndedAttempt(
        _ ended: EndedAttempt, _ cause: CallbackRejection, from source: Rejection.Source, attempt: Attempt
    ) -> Explanation {
        let time = ended.at.wall.utcClock
        let why: String
        switch ended.ending {
        case .codeSent:
            why = "The code of that attempt was sent to the provider at \(time); a code works once (RFC 6749 4.1.2)."
        case .refused: why = "That attempt ended at \(time), when the provider answered with an error."
        case .expired: why = "The wait of that attempt was over at \(time)."
        }
        return Explanation(
            "Not used: this answer belongs to an attempt that is over",
            what: "It is the answer to attempt \(ended.number); this is attempt \(attempt.number).", why: [why],
            risk: "None: pixie sent nothing.", next: [.openAgain] + (source == .paste ? [.clear] : []))
    }

    private static func next(
        for cause: CallbackRejection, from source: Rejection.Source, former: Attempt?, isUsable: Bool, isKept: Bool,
        _ now: Moment
    ) -> [NextStep] {
        let clearing: [NextStep] = source == .paste ? [.clear] : []
        if let former {
            let left = Durations.short(max(0, former.deadline - now.uptime))
            let use: String
            switch source {
            case .paste where !isUsable, .listener where !isUsable: use = ""
            case .paste where isKept: use = " and use this answer"
            case .paste: use = ", then paste this answer again"
            case .listener: use = ", then reload that browser tab"
            }
            let back = NextStep(.attempt(former.number), "go back to attempt \(former.number)\(use) (\(left) left)")
            return [.openAgain] + (former.deadline > now.uptime ? [back] : []) + clearing
        }
        switch cause {
        case .notAnAddress, .tooLong, .wrongRedirect, .badEncoding, .codeMissing, .codeEmpty:
            return [.advice(copyAll), .openAgain] + clearing
        case .stateMissing:
            return [
                .advice("Open the whole address, not a part of it, and paste the whole answer."),
                .openAgain,
            ] + clearing
        case .repeated, .stateEmpty, .stateWrong, .stateUnasked, .issuerMissing, .issuerWrong, .issuerUnasked,
            .codeAndError:
            return [.openAgain, .startAnew] + clearing
        }
    }

    static let copyAll = "Copy everything in the address bar of the window in which you signed in."

    /// State is shown by its ends only: enough to compare, of no use to others.
    private static func short(_ secret: Secret) -> String { ends(secret.reveal()) }
    private static func short(_ text: ForeignText) -> String { ends(text.safe(limit: 400)) }

    private static func ends(_ text: String) -> String {
        text.count > 12 ? "\(text.prefix(3))…\(text.suffix(3))" : text
    }
}

extension CallbackRejection.Part {
    fileprivate var word: String {
        switch self {
        case .scheme: "scheme"
        case .userinfo: "part before @"
        case .host: "host"
        case .port: "port"
        case .path: "path"
        case .query: "query"
        case .fragment: "part behind #"
        }
    }
}
