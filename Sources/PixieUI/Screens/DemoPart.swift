import OAuth
import Screen

/// Who to sign in as at the embedded provider.
enum DemoPart {
    static func add(_ demo: DemoFacts, _ state: AppState, to sheet: inout Sheet) {
        sheet.add(
            [
                Span("    User name  "), Span(demo.username, .strong), Span("   password  "),
                Span(demo.password.reveal(), .strong), Span("  (this run)", .faint),
            ])
        sheet.add(
            ["    No browser?  ", Span("d", .focus), " lets pixie walk through the same pages over HTTP."], .useful)
    }

    static func addCompact(_ demo: DemoFacts, to sheet: inout Sheet) {
        sheet.add(
            [Span("    as "), Span(demo.username, .strong), Span(" / "), Span(demo.password.reveal(), .strong)])
    }
}
