import Screen

/// The palette's rows: the field, and the commands with their keys.
enum PaletteText {
    static let title = "Commands"

    static func draw(_ palette: Palette, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let (field, list) = rect.splitTop(1)
        frame.put(Line(":", .focus), at: field.origin)
        let position = Position(column: field.column + 1, row: field.row)
        frame.put(palette.filter, .strong, at: position, width: max(1, field.columns - 1))
        let commands = palette.shown(of: KeyMap.commands(in: state))
        guard !commands.isEmpty else {
            frame.put(Line("No command has such a name.", .faint), at: list.origin, width: list.columns)
            return
        }
        let width = commands.map { TextWidth.width(of: $0.name, glyphs: state.glyphs) }.max() ?? 0
        let rows = commands.map { command in
            Line([Span(command.name.column(width, state.glyphs), .focus), Span("  " + command.meaning)])
        }
        frame.putList(rows, selection: min(palette.selection, rows.count - 1), in: list)
    }

    /// Rows that the palette would like to have inside its box.
    static func height(_ palette: Palette, _ state: AppState) -> Int {
        1 + max(1, KeyMap.commands(in: state).count)
    }
}
