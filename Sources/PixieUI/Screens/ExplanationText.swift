import Screen

/// What, Why, Risk and Next in rows.
enum ExplanationText {
    /// Where the texts start behind their labels.
    private static let column = 7

    /// - Parameter canOpen: Without a browser on this machine the address is copied instead.
    static func add(
        _ explanation: Explanation, to sheet: inout Sheet, indent: Int = 1, isNarrow: Bool, canOpen: Bool = true
    ) {
        if isNarrow {
            addNarrow(explanation, indent: indent, canOpen: canOpen, to: &sheet)
            return
        }
        func part(_ label: String, _ role: Role, _ text: Line, _ need: Sheet.Need) {
            sheet.labelled(Line(label, role), text, indent: indent, at: indent + column, need)
        }
        if let host = explanation.host {
            let label = Line([Span(String(repeating: " ", count: indent)), Span("Host", .strong)])
            let head = label + Line(String(repeating: " ", count: column - 4))
            let name = HostLine.line(host)
            sheet.add(HostLine.rows(name, after: head, indent: indent + column, width: sheet.width), .useful)
        }
        part("What", .strong, Line(explanation.what), .essential)
        for (index, text) in explanation.why.enumerated() {
            part(index == 0 ? "Why" : "", .strong, Line(text), .explanation)
        }
        if let risk = explanation.risk { part("Risk", .warning, Line(risk), .essential) }
        for (index, step) in explanation.next.enumerated() {
            let name = Line([Span(index == 0 ? "Next" : "", .strong)])
            next(step, canOpen, behind: name + blanks(column - name.width), indent: indent, to: &sheet)
        }
    }

    /// Without labels, and what can be done before the reasons: a small window shows the top.
    private static func addNarrow(_ explanation: Explanation, indent: Int, canOpen: Bool, to sheet: inout Sheet) {
        func part(_ text: Line, _ need: Sheet.Need) {
            sheet.labelled(Line(), text, indent: indent, at: indent, need)
        }
        part(Line(explanation.what), .essential)
        if let risk = explanation.risk { part([Span("! ", .warning), Span(risk)], .useful) }
        sheet.gap()
        for step in explanation.next { next(step, canOpen, behind: Line(), indent: indent, to: &sheet) }
        sheet.gap()
        for text in explanation.why { part(Line(text, .faint), .explanation) }
    }

    /// The key stands in the margin, so that its words wrap under each other.
    private static func next(
        _ step: NextStep, _ canOpen: Bool, behind label: Line, indent: Int, to sheet: inout Sheet
    ) {
        let copies = step.action == .open && !canOpen
        let key = copies ? "c" : step.key
        let text = copies ? "copy the current address again, open it, then paste the new answer" : step.text
        let margin = key.isEmpty ? label : label + Line([Span(key, .focus), Span("  ")])
        sheet.labelled(
            margin, Line(text), indent: indent, at: indent + margin.width, key.isEmpty ? .useful : .essential)
    }

    private static func blanks(_ count: Int) -> Line { Line(String(repeating: " ", count: max(0, count))) }
}
