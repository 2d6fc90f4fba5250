import LoginFlow
import OAuth
import Screen

/// What every screen has: the header, the rail of steps, the message row and the key row.
enum Chrome {
    /// Below this width there is no room for the names of the steps.
    static let normalWidth = 64
    /// From this width on there is a right pane.
    static let wideWidth = 112
    /// Below this height blank rows and explanations go.
    static let normalHeight = 18

    /// Draws header, rail, message and keys; what remains is for the body.
    static func draw(_ state: AppState, on frame: inout Frame) -> Rect {
        let size = frame.size
        header(state, on: &frame)
        rail(state, on: &frame)
        keyRow(state, on: &frame)
        let isHigh = size.rows >= normalHeight
        var body = Rect(size).splitTop(isHigh ? 3 : 2).rest.splitBottom(1).rest
        let lines = messageLines(state, width: size.columns - 2)
        if isHigh || !lines.isEmpty {
            let (rest, rows) = body.splitBottom(max(1, lines.count))
            frame.put(lines, in: rows)
            body = rest
        }
        return body
    }

    // MARK: Header

    private static func header(_ state: AppState, on frame: inout Frame) {
        frame.fill(row: 0, .bar)
        let width = frame.size.columns
        let (facts, clock) = headerRight(state, isCompact: width < normalWidth)
        // What runs stands beside the bar: a terminal is told the look of each digit that is not plain text, and that
        // would be most of what is written in a second.
        let right: Line = [Span(facts, .bar), Span(clock, AppClock.isUrgent(state) ? .warning : .normal)]
        let rightWidth = right.width
        frame.putRight(right, at: Position(column: 0, row: 0), width: clock.isEmpty ? width - 1 : width)
        let left = width - rightWidth - (rightWidth > 0 ? 3 : 1)
        let names = headerLeft(state, isCompact: width < normalWidth, width: left)
        frame.put(names, .bar, at: Position(column: 1, row: 0), width: left)
    }

    private static func headerLeft(_ state: AppState, isCompact: Bool, width: Int) -> String {
        var names: [String] = []
        if state.demo != nil {
            names.append("demo")
        } else if let name = state.profileName {
            names.append(name.safe(limit: 40))
        }
        if let issuer = state.flow.plan?.client.issuer, !isCompact || names.isEmpty {
            let address = issuer.endpoint.address
            let taken = "pixie  ".count + names.reduce(0) { $0 + TextWidth.width(of: $1) + 3 }
            let room = max(0, width - taken)
            names.append(HostLine.end(of: address.hostName, port: address.parts.port, width: room, state.glyphs))
        }
        return "pixie  " + names.joined(separator: " \(state.glyphs.separator) ")
    }

    private static func headerRight(_ state: AppState, isCompact: Bool) -> (facts: String, clock: String) {
        switch state.flow {
        case .awaitingCallback(let awaiting):
            let left = Countdown.text(awaiting.attempt.deadline - state.now.uptime) + " left"
            return (isCompact ? "" : "attempt \(awaiting.attempt.number) ", " " + left)
        case .authenticated(let session):
            let person = isCompact ? "" : session.personName.safe(limit: 40) + " "
            let left = session.accessExpiresAt.map { " " + TokenTime.left(until: $0, at: state.now.wall) }
            return (person, left ?? "")
        case .failed: return ("not signed in", "")
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared, .exchanging, .verifying:
            return ("", "")
        }
    }

    // MARK: Rail

    private static func rail(_ state: AppState, on frame: inout Frame) {
        let width = frame.size.columns
        if state.work != nil {
            frame.put(Line(WorkScreen.title, .heading), at: Position(column: 1, row: 1))
            return
        }
        if width < normalWidth {
            let step = state.shownStep
            let isEarlier = state.view.lookingBack != nil
            let name = "\(step.rawValue)/\(Step.allCases.count) \(step.name)" + (isEarlier ? " (earlier)" : "")
            frame.put(name, isEarlier ? .warning : .heading, at: Position(column: 1, row: 1))
            var marks = Line()
            for step in Step.allCases {
                let (mark, role) = mark(of: step, state)
                marks = marks + [Span(mark, role), step == .tokens ? "" : " "]
            }
            frame.putRight(marks, at: Position(column: 0, row: 1), width: width - 1)
            return
        }
        let full = names(state, gap: "  ")
        frame.put(full.width <= width ? full : names(state, gap: " "), at: Position(column: 0, row: 1))
    }

    private static func names(_ state: AppState, gap: String) -> Line {
        var line = Line(" ")
        for step in Step.allCases {
            let (mark, role) = mark(of: step, state)
            line.append(mark, role)
            line.append(" ")
            if step == state.view.lookingBack {
                line.append("[\(step.name)]", .warning)
            } else if step == state.shownStep {
                line.append(step.name, .focus)
            } else {
                line.append(step.name, role == .passed ? .normal : role)
            }
            if step != .tokens { line.append(gap) }
        }
        return line
    }

    private static func mark(of step: Step, _ state: AppState) -> (String, Role) {
        let now = state.flow.step
        if step < now { return (state.glyphs.passed, .passed) }
        if step > now { return (state.glyphs.pending, .hidden) }
        switch state.flow {
        case .failed: return (state.glyphs.failed, .failed)
        case .authenticated: return (state.glyphs.passed, .passed)
        case .awaitingCallback where state.place == .rejection: return (state.glyphs.failed, .failed)
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared, .awaitingCallback,
            .exchanging,
            .verifying:
            return (state.glyphs.now, .focus)
        }
    }

    // MARK: Message and keys

    /// A message is never cut where two or three rows hold it.
    private static func messageLines(_ state: AppState, width: Int) -> [Line] {
        guard let message = state.message else {
            guard state.isMouseOn, state.size.rows >= normalHeight else { return [] }
            return [Line(" mouse on: hold Shift to select, m gives it back to the terminal", .faint)]
        }
        let mark = Line(message.kind.mark(state.glyphs), message.kind.role)
        let lines = Paragraph.lines(
            Line(message.text), label: mark, indent: 1, width: width, glyphs: state.glyphs, textColumn: 3)
        return Array(lines.prefix(3))
    }

    private static func keyRow(_ state: AppState, on frame: inout Frame) {
        let row = frame.size.rows - 1
        frame.fill(row: row, .bar)
        let shown = KeyRow.fitting(KeyMap.bindings(for: state), width: frame.size.columns - 2)
        frame.put(shown, at: Position(column: 1, row: row), width: frame.size.columns - 2)
    }
}

/// The last row: keys that work now, the most needed ones first, help and leave always.
enum KeyRow {
    static func fitting(_ bindings: [KeyBinding], width: Int) -> Line {
        let all = bindings.filter(\.isInRow)
        let ends = all.filter { $0.action == .help } + all.filter { $0.action == .leave }
        var others = all.filter { $0.action != .help && $0.action != .leave }
        // Small windows have no room for wide gaps.
        let gap = width < Chrome.normalWidth ? " " : "  "
        while !others.isEmpty, line(others + ends, gap).width > width { others.removeLast() }
        return line(others + ends, gap)
    }

    /// A click on a name does what its key does.
    private static func line(_ bindings: [KeyBinding], _ gap: String) -> Line {
        var spans: [Span] = []
        for binding in bindings {
            if !spans.isEmpty { spans.append(Span(gap, .bar)) }
            let click = binding.keys.first.map { Hotspot.Meaning.key($0) }
            spans.append(Span("\(binding.name) \(binding.label)", .bar, click: click))
        }
        return Line(spans)
    }
}

extension Step {
    var name: String {
        switch self {
        case .profile: "Profile"
        case .discover: "Discover"
        case .request: "Request"
        case .signIn: "Sign in"
        case .exchange: "Exchange"
        case .tokens: "Tokens"
        }
    }
}

/// Time that runs out, in whole seconds rounded up, so that it reads 0:00 only when it is over.
enum Countdown {
    /// Clocks are not exact to the last bit: what is a whole number but for that counts as one.
    private static let tolerance = 0.001

    static func wholeSeconds(_ seconds: Double) -> Double { max(0, (seconds - tolerance).rounded(.up)) }

    static func text(_ seconds: Double) -> String { Durations.short(wholeSeconds(seconds)) }
}
