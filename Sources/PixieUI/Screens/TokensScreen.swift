import LoginFlow
import OAuth
import Screen

/// The end that was wanted: tokens, claims and checks, in tabs.
enum TokensScreen {
    static func draw(_ session: Session, _ state: AppState, in body: Rect, on frame: inout Frame) {
        tabs(session, state, in: body, on: &frame)
        var area = body.splitTop(1).rest
        if let secret = TokenFacts.secret(of: state.tokens.tab, in: state) {
            if state.isRevealed {
                TokenLine.drawRevealed(secret, state, in: area, on: &frame)
                return
            }
            let (row, rest) = area.splitTop(1)
            frame.put(TokenLine.masked(secret, state, width: row.columns - 2), at: row.origin, width: row.columns - 1)
            area = rest
        }
        if body.rows >= 12 {
            frame.putRule(row: area.row, in: area)
            area = area.splitTop(1).rest
            let (rest, bars) = area.splitBottom(1)
            frame.put(ExpiryBars.line(session, state, width: bars.columns - 2), at: Position(column: 1, row: bars.row))
            area = rest
        }
        switch state.tokens.tab {
        case .idToken: IDTokenTab.draw(session, state, in: area, on: &frame)
        case .access: AccessTab.draw(session, state, in: area, on: &frame)
        case .refresh: RefreshTab.draw(session, state, in: area, on: &frame)
        case .user: UserTab.draw(session, state, in: area, on: &frame)
        case .checks: ChecksTab.draw(session, state, in: area, on: &frame)
        case .http: HTTPTab.draw(session, state, in: area, on: &frame)
        }
    }

    private static func tabs(_ session: Session, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isNarrow = frame.size.columns < Chrome.normalWidth
        var line = Line(isNarrow ? "" : " ")
        for tab in TokensPane.Tab.allCases {
            var name = frame.size.columns < 40 ? tab.shortName : tab.name
            if isNarrow, tab == .idToken { name = "ID" }
            if !isNarrow, tab == .checks { name += " " + CheckRows.count(session.checks) }
            if !isNarrow, tab == .http { name += " \(session.journal.entries.count)" }
            if tab == state.tokens.tab {
                line.append("[\(name)]", .focus)
                line.append(isNarrow ? " " : "  ")
            } else {
                let digit = Character(String(tab.rawValue + 1))
                line = line + [Span(name, click: .key(.character(digit))), Span(isNarrow ? " " : "   ")]
            }
        }
        frame.put(line, at: body.origin, width: body.columns)
    }
}

/// A token as one line, masked, or in full over as many rows as it needs.
enum TokenLine {
    static func masked(_ secret: Secret, _ state: AppState, width: Int) -> Line {
        let isNarrow = width < Chrome.normalWidth
        let line =
            Line([" "])
            + Mask.token(state.tokens.shape(of: state.tokens.tab), bullets: isNarrow ? 3 : 6, glyphs: state.glyphs)
        if isNarrow { return line + [Span(" \(secret.count) chars, hidden", .faint)] }
        let told = line + [Span("   \(secret.count) characters, hidden", .faint)]
        let hint = "r shows it for \(state.preferences.revealText)"
        // An encrypted token has five parts; the row of keys names the key as well.
        guard told.width + 2 + hint.count <= width else { return told }
        return told.padded(to: width - hint.count + 1) + [Span(hint, .faint)]
    }

    static func drawRevealed(_ secret: Secret, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard let reveal = state.reveal, rect.rows >= 3 else { return }
        let seconds = reveal.secondsLeft(at: state.now.uptime)
        frame.put(
            Line(" Shown for \(seconds) s more. r hides it, y copies it.", .warning), at: rect.origin,
            width: rect.columns)
        let area = rect.splitTop(1).rest
        // No more of it is taken apart than fits.
        let room = area.rows * rect.columns
        let isCut = secret.count > room
        let rows = Paragraph.chunks(Mask.revealed(secret, limit: room), width: rect.columns)
        let shown = isCut ? area.rows - 1 : rows.count
        frame.put(Array(rows.prefix(shown)), in: area)
        if isCut {
            let left = secret.count - shown * rect.columns
            frame.put(
                Line("\(state.glyphs.ellipsis) \(left) more characters; y copies all", .faint),
                at: Position(column: rect.column, row: area.endRow - 1))
        }
    }
}

extension Paragraph {
    /// Breaks a line of ASCII spans into rows of exactly `width` columns.
    static func chunks(_ line: Line, width: Int) -> [Line] {
        var rows: [Line] = []
        var row = Line()
        var used = 0
        for span in line.spans {
            var rest = span.text[...]
            while !rest.isEmpty {
                let piece = rest.prefix(width - used)
                row.append(String(piece), span.role)
                used += piece.count
                rest = rest.dropFirst(piece.count)
                if used == width {
                    rows.append(row)
                    row = Line()
                    used = 0
                }
            }
        }
        if used > 0 { rows.append(row) }
        return rows
    }
}

/// Times of tokens in words.
enum TokenTime {
    /// `4:58`, or `expired 12 s ago`.
    static func left(until end: Timestamp, at now: Timestamp) -> String {
        let seconds = end - now
        return seconds > 0 ? Countdown.text(seconds) : "expired " + Durations.relative(seconds)
    }

    static func role(until end: Timestamp, at now: Timestamp) -> Role {
        let seconds = end - now
        return seconds <= 0 ? .failed : seconds < 60 ? .warning : .normal
    }

    /// `in 4:58   14:12:03Z`, with the day when it is not near.
    static func claim(_ time: Timestamp, at now: Timestamp) -> String {
        let distance = time - now
        let clock = distance.magnitude < 43_200 ? time.utcClock : time.iso8601
        let relative = distance > 0 ? "in " + shortest(distance) : Durations.relative(distance)
        return relative + "   " + clock
    }

    private static func shortest(_ seconds: Double) -> String {
        seconds < 60 ? "\(Int(Countdown.wholeSeconds(seconds))) s" : Countdown.text(seconds)
    }
}

/// How much of their lifetime tokens have left.
enum ExpiryBars {
    static func line(_ session: Session, _ state: AppState, width: Int) -> Line {
        var bars: [(name: String, end: Timestamp, total: Double)] = []
        if let end = session.accessExpiresAt,
            let total = session.tokens.expiresIn ?? session.tokens.expiresAt.map({ $0 - session.obtainedAt.wall })
        {
            bars.append(("access token", end, total))
        }
        if let claims = session.claims, let exp = claims["exp"]?.double, let iat = claims["iat"]?.double {
            bars.append(("ID token", Timestamp(seconds: exp), exp - iat))
        }
        if bars.isEmpty { return Line("The provider does not say how long the tokens live.", .faint) }
        let now = state.now.wall
        let names = bars.map { "\($0.name) \(TokenTime.left(until: $0.end, at: now)) " }
        let used = names.reduce(0) { $0 + $1.count } + 3 * (bars.count - 1)
        let room = min(24, max(0, (width - used) / bars.count))
        var line = Line()
        for (index, bar) in bars.enumerated() {
            if index > 0 { line.append("   ") }
            let role = TokenTime.role(until: bar.end, at: now)
            line.append(names[index], role)
            let fraction = bar.total > 0 ? (bar.end - now) / bar.total : 0
            if room >= 4 { line.append(state.glyphs.bar(fraction, width: room), role == .normal ? .passed : role) }
        }
        return line
    }
}
