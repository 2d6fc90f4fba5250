import OAuth
import Screen

/// Checks as rows of a list, and the evidence of one of them.
enum CheckRows {
    /// Mark and word: the meaning is never in the colour alone.
    static func verdict(_ check: Check, _ glyphs: Glyphs) -> Line {
        switch check.verdict {
        case .passed: [Span(glyphs.passed + " ok  ", .passed)]
        case .failed: [Span(glyphs.failed + " FAIL", .failed)]
        case .skipped: [Span("- none", .hidden)]
        }
    }

    /// `✓ ok   aud         pixie-cli`.
    static func row(_ check: Check, nameWidth: Int, _ glyphs: Glyphs, isGrouped: Bool = true) -> Line {
        let name = isGrouped ? shortName(check.id) : check.id
        let line = verdict(check, glyphs) + [" ", Span(name.column(nameWidth, glyphs)), " "]
        return line + Line(evidence(check), role(check))
    }

    static func evidence(_ check: Check) -> String {
        switch check.verdict {
        case .passed, .failed: check.found.safe(limit: 120)
        case .skipped(let reason): reason
        }
    }

    private static func role(_ check: Check) -> Role {
        switch check.verdict {
        case .passed, .failed: .normal
        case .skipped: .hidden
        }
    }

    /// The part behind the group: `aud` of `id_token.aud`.
    static func shortName(_ id: String) -> String {
        guard let dot = id.firstIndex(of: ".") else { return id }
        return String(id[id.index(after: dot)...])
    }

    /// What the group is called on screens.
    static func group(_ id: String) -> String {
        switch id.prefix(while: { $0 != "." }) {
        case "discovery": "Discovery"
        case "callback": "Answer"
        case "request": "Request"
        case "device": "Other device"
        case "token": "Tokens"
        case "id_token": "ID token"
        case "userinfo": "User"
        case let other: String(other)
        }
    }

    /// Expected, found and clause. Where that has more rows than there are, each is cut to one.
    static func detail(_ check: Check, width: Int, rows: Int = .max, _ glyphs: Glyphs) -> [Line] {
        let column = 11
        func row(_ label: String, _ text: String) -> [Line] {
            Paragraph.lines(
                Line(text), label: Line(label, .faint), indent: 1, width: width, glyphs: glyphs, textColumn: column)
        }
        let found: String
        switch check.verdict {
        case .passed, .failed: found = check.found.safe(limit: 400)
        case .skipped(let reason): found = "not judged: \(reason)"
        }
        let parts = [("expected", check.expected), ("found", found), ("clause", "\(check.clause)   (\(check.id))")]
        let lines = parts.flatMap { row($0, $1) }
        guard lines.count > rows else { return lines }
        return parts.flatMap { row($0, TextWidth.cut($1, to: max(8, width - column), glyphs: glyphs)) }
    }

    /// How many of the judged ones passed: `9/10`.
    static func count(_ checks: [Check]) -> String {
        let judged = checks.filter { check in
            switch check.verdict {
            case .passed, .failed: true
            case .skipped: false
            }
        }
        let passed = judged.filter { $0.verdict == .passed }
        return "\(passed.count)/\(judged.count)"
    }
}
