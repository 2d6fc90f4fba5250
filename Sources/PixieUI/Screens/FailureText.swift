import LoginFlow
import OAuth
import Screen

/// All that is known of a failure, for the box that scrolls: a small window shows only a part of it at once.
enum FailureText {
    static func title(_ state: AppState) -> String? {
        guard case .failed(let failure) = state.flow else { return nil }
        return Explain.failure(failure, now: state.now).title
    }

    static func add(_ failure: Failure, _ state: AppState, to sheet: inout Sheet) {
        let explanation = Explain.failure(failure, now: state.now)
        let isNarrow = sheet.width < Chrome.normalWidth - 8
        // Escape closes the box here, so it is not offered for anything else.
        let here = Explanation(
            explanation.title, what: explanation.what, why: explanation.why, risk: explanation.risk,
            next: explanation.next.filter { $0.action != .change }, host: explanation.host)
        ExplanationText.add(here, to: &sheet, indent: 0, isNarrow: isNarrow)
        if !failure.checks.isEmpty {
            sheet.gap()
            sheet.add(Line("Checks " + CheckRows.count(failure.checks), .heading))
            for check in failure.checksFailedFirst { add(check, to: &sheet) }
        }
        let entries = failure.journal.entries
        guard !entries.isEmpty else { return }
        sheet.gap()
        sheet.add(Line("HTTP, seconds since the first request", .heading))
        let start = entries.first?.sentAt.uptime ?? 0
        for entry in entries { sheet.add(HTTPRows.row(entry, since: start, width: sheet.width, sheet.glyphs)) }
    }

    /// The failed ones with their evidence, the others in a row each.
    private static func add(_ check: Check, to sheet: inout Sheet) {
        let name = CheckRows.group(check.id) + " " + CheckRows.shortName(check.id)
        sheet.labelled(
            CheckRows.verdict(check, sheet.glyphs), Line("\(name): \(CheckRows.evidence(check))"), indent: 0, at: 7)
        guard check.verdict == .failed else { return }
        sheet.text("expected: \(check.expected) (\(check.clause))", .faint, indent: 7)
    }
}

extension Failure {
    /// The failed ones are what the person looks for.
    var checksFailedFirst: [Check] {
        checks.filter { $0.verdict == .failed } + checks.filter { $0.verdict != .failed }
    }
}
