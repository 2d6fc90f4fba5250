public import OAuth

/// A trouble in the words of a newcomer: what happened, why, the risk if there is one, what to do next.
///
/// All texts are one line, safe for screens and streams, and hold no secret.
public struct Explanation: Sendable, Equatable {
    /// A few words for the title of the box.
    public let title: String
    /// What happened, as one or two sentences.
    public let what: String
    /// Facts that are known and explain it, one sentence or two each.
    public let why: [String]
    /// What somebody could be trying to do. `nil` when nothing is at risk.
    public let risk: String?
    /// What can be done, the most useful first.
    public let next: [NextStep]
    /// Whom it is about, if it is a host. Screens mark the part of it that somebody had to register.
    public let host: HostName?

    /// Whatever stands in the texts, they come out safe to show, each on one line.
    init(
        _ title: String, what: String, why: [String], risk: String? = nil, next: [NextStep], host: HostName? = nil
    ) {
        self.title = SinkText.safe(title)
        self.what = SinkText.safe(what)
        self.why = why.map(SinkText.safe)
        self.risk = risk.map(SinkText.safe)
        self.next = next
        self.host = host
    }

    /// The same with more sentences on what happened.
    func telling(_ sentences: [String]) -> Explanation {
        Explanation(
            title, what: ([what] + sentences).joined(separator: " "), why: why, risk: risk, next: next, host: host)
    }

    func without(_ action: NextStep.Action) -> Explanation {
        Explanation(title, what: what, why: why, risk: risk, next: next.filter { $0.action != action }, host: host)
    }

    func adding(_ facts: [String], host: HostName?) -> Explanation {
        Explanation(title, what: what, why: why + facts, risk: risk, next: next, host: host)
    }
}

/// One thing that the person can do about a trouble.
public struct NextStep: Sendable, Hashable {
    /// What the key of the step does.
    public enum Action: Sendable, Hashable {
        /// Something to do outside of pixie.
        case advice
        /// Repeat what failed.
        case retry
        /// New state, nonce and verifier at the same provider.
        case newAttempt
        /// Back to the form with issuer, client id and scopes.
        case change
        /// Open the current address once more.
        case open
        /// Go back to an earlier attempt of this login.
        case attempt(Int)
        /// Empty the paste field.
        case clear
        case leave
    }

    public let action: Action
    /// A sentence for ``Action/advice``, for everything else what the key does: "ask again".
    public let text: String

    init(_ action: Action, _ text: String) {
        self.action = action
        self.text = SinkText.safe(text)
    }

    /// The key that does it on the screens; empty for ``Action/advice``.
    public var key: String {
        switch action {
        case .advice: ""
        case .retry: "R"
        case .newAttempt: "n"
        case .change: "Esc"
        case .open: "o"
        case .attempt(let number): String(number)
        case .clear: "Ctrl-U"
        case .leave: "q"
        }
    }

    /// The same as a sentence for the line mode, which has no keys; `nil` for what is of no use there.
    public var sentence: String? {
        switch action {
        case .advice: text
        case .retry, .newAttempt: "Run the same command again to \(text)."
        case .change: "Run the command again with other options to \(text)."
        case .open: text.prefix(1).uppercased() + text.dropFirst() + "."
        case .attempt(let number): "Type \"back \(number)\" to \(text)."
        case .clear, .leave: nil
        }
    }
}

extension NextStep {
    static let askAgain = NextStep(.retry, "ask again")
    static let startAnew = NextStep(.newAttempt, "start a new attempt with a new code")
    static let correctIssuer = NextStep(.change, "correct the issuer")
    static let correctClient = NextStep(.change, "correct the client id or secret")
    static let correctScopes = NextStep(.change, "change the scopes")
    static let leave = NextStep(.leave, "leave")
    static let clear = NextStep(.clear, "clear the field")
    static let openAgain = NextStep(.open, "open the current address again, then paste the new answer")

    static func advice(_ sentence: String) -> NextStep { NextStep(.advice, sentence) }
}
