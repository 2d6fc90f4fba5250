public import LoginFlow
public import OAuth
import Screen

// What the screens show in boxes, as lines.
extension PlainPresenter {
    /// Rows are broken here: behind a pipe nobody else would.
    private static let width = 96

    /// Every parameter of the request with its reason.
    public func explanation(of state: FlowState, at now: Moment) -> [String] {
        guard case .awaitingCallback = state else { return ["There is nothing to explain now."] }
        var sheet = Sheet(width: Self.width, glyphs: .ascii)
        ExplainText.add(screens(state, now), to: &sheet)
        return sheet.lines.map(\.text)
    }

    /// The report without secrets, between two lines that say where it begins and ends.
    public func report(on state: FlowState, at now: Moment) -> [String] {
        let lines = TroubleReport.text(screens(state, now)).split(separator: "\n", omittingEmptySubsequences: false)
        return ["--- report without secrets ---"] + lines.dropLast().map(String.init) + ["--- end of the report ---"]
    }

    /// The state of screens that are never drawn.
    private func screens(_ flow: FlowState, _ now: Moment) -> AppState {
        AppState(
            surroundings: surroundings
                ?? Surroundings(hostName: ForeignText("this machine"), browserAdvice: .unavailable("")),
            glyphs: .ascii, size: Size(columns: Self.width, rows: 24), flow: flow, now: now)
    }
}
