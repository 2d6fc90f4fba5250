import LoginFlow
import OAuth
import Screen

/// What lies over a step: help, explanations, questions.
enum OverlayView {
    static func draw(_ state: AppState, in body: Rect, on frame: inout Frame) {
        guard let overlay = state.overlay else { return }
        let layout = Layout(overlay, state, body: body)
        frame.cursor = nil
        // Nothing of the screen below looks out beside a box that is as wide as the screen.
        let isWhole = layout.box.columns >= body.columns - 2
        let covered =
            isWhole ? Rect(column: 0, row: layout.box.row, columns: body.columns, rows: layout.box.rows) : layout.box
        if let block = frame.block, block.row + block.rows(columns: frame.size.columns) > covered.row,
            block.row < covered.endRow
        {
            frame.block = nil
        }
        frame.fill(covered)
        if case .rejection = overlay, let awaiting = state.awaiting, layout.box.row > body.row {
            frame.fill(body)
            frame.block = nil
            frame.put(SignInScreen.underRejection(awaiting, state, width: body.columns), in: body)
            frame.cursor = nil
        }
        let scroll = min(layout.scroll, layout.lastScroll)
        let shown = Array(layout.lines.dropFirst(scroll))
        let footer = (layout.lastScroll > 0 ? "\(state.glyphs.up)\(state.glyphs.down) scroll  " : "") + layout.footer
        if layout.hasBorder {
            frame.box(layout.box, title: layout.title, footer: footer.isEmpty ? [] : Line(footer, .faint))
        }
        if case .palette(let palette) = overlay {
            let area = layout.hasBorder ? layout.inside : layout.inside.splitTop(1).rest
            if !layout.hasBorder { frame.put(layout.title, at: layout.inside.origin) }
            PaletteText.draw(palette, state, in: area, on: &frame)
            return
        }
        frame.put(shown, in: layout.inside)
        guard !layout.hasBorder else { return }
        let edge = layout.box.endColumn - 1
        if scroll > 0 { frame.put(state.glyphs.up, .focus, at: Position(column: edge, row: layout.inside.row)) }
        if scroll < layout.lastScroll {
            frame.put(state.glyphs.down, .focus, at: Position(column: edge, row: layout.inside.endRow - 1))
        }
    }

    /// How far the text of the overlay can scroll at the present size.
    static func lastScroll(of state: AppState) -> Int {
        guard let overlay = state.overlay else { return 0 }
        let isHigh = state.size.rows >= Chrome.normalHeight
        let body = Rect(state.size).splitTop(isHigh ? 3 : 2).rest.splitBottom(isHigh ? 2 : 1).rest
        return Layout(overlay, state, body: body).lastScroll
    }

    /// Where the overlay lies and what is in it.
    private struct Layout {
        let box: Rect
        let inside: Rect
        let title: Line
        let footer: String
        let lines: [Line]
        let scroll: Int
        let hasBorder: Bool

        var lastScroll: Int { max(0, lines.count - inside.rows) }

        init(_ overlay: Overlay, _ state: AppState, body: Rect) {
            let content = OverlayContent(overlay, state)
            let isQuestion: Bool
            if case .confirm = overlay { isQuestion = true } else { isQuestion = false }
            let isNarrow = body.columns < Chrome.normalWidth
            scroll = content.scroll
            footer = content.footer
            title = Line(content.title, .heading)
            if isNarrow, !isQuestion {
                // A border would take a fifth of a small window.
                hasBorder = false
                box = body
                inside = body.inset(columns: 1, rows: 0)
                lines =
                    TextWrap.words(title, width: inside.columns, glyphs: state.glyphs) + content.lines(inside.columns)
                return
            }
            hasBorder = true
            let width = min(isQuestion ? 64 : 96, body.columns - (isNarrow ? 0 : 2))
            lines = content.lines(width - 4)
            let size = Size(columns: width, rows: min(body.rows, lines.count + 2))
            var rect = body.centered(size)
            if case .rejection = overlay {
                // Below the field, so that the person sees what the box is about.
                let above = 4
                let room = body.rows - above
                rect.row = size.rows <= room ? body.row + above : body.endRow - size.rows
            }
            box = rect
            inside = rect.inset(columns: 2, rows: 1)
        }
    }
}

/// The texts of an overlay.
struct OverlayContent {
    let title: String
    let footer: String
    let scroll: Int
    /// The rows for a width.
    let lines: (Int) -> [Line]

    init(_ overlay: Overlay, _ state: AppState) {
        func sheet(_ width: Int, _ fill: (inout Sheet) -> Void) -> [Line] {
            var sheet = Sheet(width: width, glyphs: state.glyphs)
            fill(&sheet)
            return sheet.lines
        }
        switch overlay {
        case .help(.step, let scroll):
            title = "Help: " + HelpText.name(state)
            footer = "? all keys  Esc close"
            self.scroll = scroll
            lines = { sheet($0) { HelpText.add(state, to: &$0) } }
        case .help(.allKeys, let scroll):
            title = "All keys of this step"
            footer = "? this step  Esc close"
            self.scroll = scroll
            lines = { sheet($0) { HelpText.addAllKeys(state, to: &$0) } }
        case .explain(let scroll):
            title = FailureText.title(state) ?? ExplainText.title(state)
            footer = "Esc back"
            self.scroll = scroll
            lines = { sheet($0) { ExplainText.add(state, to: &$0) } }
        case .rejection(let scroll):
            let explanation = state.rejectionExplanation
            title = explanation?.title ?? "Not used"
            footer = "Esc back"
            self.scroll = scroll
            lines = { width in
                sheet(width) { sheet in
                    guard let explanation else { return }
                    ExplanationText.add(
                        explanation, to: &sheet, indent: 0, isNarrow: width < Chrome.normalWidth - 8,
                        canOpen: state.surroundings.browserAdvice.isAvailable)
                }
            }
        case .messages(let scroll):
            title = "Messages so far, newest first"
            footer = "Esc close"
            self.scroll = scroll
            lines = { sheet($0) { MessagesText.add(state, to: &$0) } }
        case .palette(let palette):
            title = PaletteText.title
            footer = "Enter does it  Esc close"
            scroll = 0
            // As many rows as there are commands, so that the box does not jump while the filter is typed.
            lines = { _ in Array(repeating: Line(), count: PaletteText.height(palette, state)) }
        case .confirm(let confirmation):
            title = ConfirmText.title(confirmation, state)
            footer = ""
            scroll = 0
            lines = { sheet($0) { ConfirmText.add(confirmation, state, to: &$0) } }
        }
    }
}
