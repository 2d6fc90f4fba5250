public import LoginFlow
public import OAuth

/// The second front-end: the states of the same machine as lines of text, each written once.
///
/// It works on any terminal and without one, for screen readers and for scripts. The address to open stands alone on
/// the line after `Open this address in any browser, on any machine:`.
public struct PlainPresenter: Sendable, Equatable {
    /// The line before the address. Scripts look for it.
    public static let addressAnnouncement = "Open this address in any browser, on any machine:"

    let profile: String?
    let surroundings: Surroundings?
    /// Whether somebody types at a terminal. Only then there are a menu and a prompt.
    let isInteractive: Bool
    /// The demo user can be sent through the pages.
    let isDemo: Bool
    private var promptIsOpen = false
    private var mark = 0

    /// - Parameters:
    ///   - profile: The name of the profile; `nil` for an issuer that was given directly.
    ///   - surroundings: What is known of the machine, for hints; `nil` leaves them out.
    public init(profile: String? = nil, surroundings: Surroundings? = nil, isInteractive: Bool, isDemo: Bool = false) {
        self.profile = profile
        self.surroundings = surroundings
        self.isInteractive = isInteractive
        self.isDemo = isDemo
    }

    /// The lines that tell what changed from `previous` to `state`. Call it after every event, clock ticks included.
    public mutating func lines(for state: FlowState, after previous: FlowState, at now: Moment) -> [PlainLine] {
        var texts = changes(to: state, from: previous, now)
        texts += minuteMark(state, after: previous, now)
        return say(texts, in: state)
    }

    /// Lines of the caller's own, such as `Sent to the clipboard`, put where they do not disturb the prompt.
    public mutating func say(_ texts: [String], in state: FlowState) -> [PlainLine] {
        guard !texts.isEmpty else { return [] }
        var lines: [PlainLine] = promptIsOpen ? [PlainLine("")] : []
        lines += texts.map { PlainLine($0) }
        promptIsOpen = false
        return lines + prompt(state)
    }

    /// Ends the line of the prompt after the person answered. What was pasted is not repeated: it holds a code.
    public mutating func answered(_ line: String, in state: FlowState) -> [PlainLine] {
        let input = PlainInput.read(line)
        let echo: String
        switch input {
        case .answer(let text): echo = "(\(Explain.count(text.unicodeScalars.count, "character")) pasted)"
        case .openBrowser, .copy, .help, .newAttempt, .waitLonger, .explain, .report, .keep, .earlier, .cancel,
            .nothing:
            echo = ForeignText(line).safe(limit: 20)
        }
        guard promptIsOpen else { return [] }
        promptIsOpen = false
        // An empty answer changes nothing, so no other line would bring the prompt back.
        return [PlainLine(echo)] + (input == .nothing ? prompt(state) : [])
    }

    /// The uptime at which the next minute mark is due; `nil` when nothing is counted down.
    public func nextMark(_ state: FlowState) -> Double? {
        guard case .awaitingCallback(let waiting) = state, mark > 1 else { return nil }
        return waiting.attempt.deadline - Double(mark - 1) * 60
    }

    private mutating func prompt(_ state: FlowState) -> [PlainLine] {
        guard isInteractive, let text = Self.question(in: state) else { return [] }
        promptIsOpen = true
        return [PlainLine(text, endsLine: false)]
    }

    /// What the person is asked, where the login waits for the person.
    private static func question(in state: FlowState) -> String? {
        switch state {
        case .ready, .prepared: "Enter goes on, 0 cancels> "
        case .awaitingCallback: "answer> "
        case .configuring, .discovering, .generating, .opening, .pushing, .exchanging, .verifying, .authenticated,
            .failed:
            nil
        }
    }

    /// Whole minutes left, counted so that ten minutes are ten at the start and a tick that comes early is no mark.
    private static func minutes(left: Double) -> Int { Int(max(0, (left - 0.5) / 60).rounded(.up)) }

    private mutating func minuteMark(_ state: FlowState, after previous: FlowState, _ now: Moment) -> [String] {
        guard case .awaitingCallback(let waiting) = state else { return [] }
        let left = Self.minutes(left: waiting.attempt.deadline - now.uptime)
        defer { mark = left }
        guard case .awaitingCallback(let before) = previous, before.attempt.number == waiting.attempt.number,
            left != mark, left > 0
        else { return [] }
        return [left == 1 ? "1 minute left." : "\(left) minutes left."]
    }
}
