import OAuth
import Screen

/// The profiles as a list, with what is kept of each.
enum PickerScreen {
    static func draw(_ picker: Picker, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let isHigh = frame.size.rows >= Chrome.normalHeight
        var top = Sheet(width: body.columns, glyphs: state.glyphs)
        addWaiting(picker, state, to: &top)
        addTitle(picker, to: &top)
        let below = details(picker, state, width: body.columns)
        let rowsBelow = isHigh && picker.selected != nil ? below.height + 1 : 0
        let (head, rest) = body.splitTop(min(top.height, max(1, body.rows - 1)))
        frame.put(top, in: head)
        let (list, foot) = rest.splitBottom(min(rowsBelow, max(0, rest.rows - 3)))
        drawList(picker, state, in: list, on: &frame)
        guard foot.rows > 1 else { return }
        frame.put(below, in: Rect(column: foot.column, row: foot.row + 1, columns: foot.columns, rows: foot.rows - 1))
    }

    /// A login that was left waiting is the first thing to be said.
    private static func addWaiting(_ picker: Picker, _ state: AppState, to sheet: inout Sheet) {
        let now = state.now.wall
        guard let row = picker.rows.first(where: { $0.isWaiting(at: now) }),
            case .waiting(let since, let until) = row.kept
        else { return }
        sheet.labelled(
            Line(state.glyphs.warning, .warning),
            Line(
                "A login to \(row.name) was left waiting \(PickerRow.coarse(now - since)) ago "
                    + "(\(Countdown.text(until - now)) left)."), indent: 1, at: 3)
        sheet.text(
            picker.selected?.name == row.name
                ? "Enter goes on with it, \(row.isProfile ? "s starts anew, " : "")D forgets it."
                : "Mark it and press Enter to go on with it.",
            indent: 3, .useful)
        sheet.gap()
    }

    private static func addTitle(_ picker: Picker, to sheet: inout Sheet) {
        let count =
            picker.filter.isEmpty ? "" : "   \(picker.shown.count) of \(picker.rows.count)"
        guard picker.isFiltering || !picker.filter.isEmpty else {
            let hint = "/ filter"
            let title = Line(" Profiles", .heading)
            let gap = max(1, sheet.width - title.width - hint.count - 2)
            sheet.add(title + Line(String(repeating: " ", count: gap)) + Line(hint, .faint))
            return
        }
        let (text, cursor) = picker.filter.visible(width: max(8, sheet.width - 30), glyphs: sheet.glyphs)
        var line = Line(" Profiles with ", .heading)
        let column = line.width
        line.append(text, .focus)
        line.append(count, .faint)
        sheet.field(line, cursorColumn: picker.isFiltering ? column + cursor : nil)
    }

    private static func drawList(_ picker: Picker, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard !picker.shown.isEmpty else {
            let text =
                picker.rows.isEmpty ? "No profiles yet. n makes a first login." : "None fits. Esc shows all again."
            frame.put(Line(text, .faint), at: Position(column: 3, row: rect.row), width: rect.columns - 4)
            return
        }
        // Only what is on the screen is put together: there may be thousands.
        let range = ListWindow.range(count: picker.shown.count, selection: picker.selection, rows: rect.rows)
        let widths = widths(picker, range, width: rect.columns)
        for (offset, index) in range.enumerated() {
            let isSelected = index == picker.selection
            let row = picker.rows[picker.shown[index]]
            let position = Position(column: rect.column + 1, row: rect.row + offset)
            frame.put(isSelected ? state.glyphs.now : " ", .focus, at: position)
            let line = line(row, widths, state)
            frame.add(.row(index), in: Rect(column: rect.column, row: position.row, columns: rect.columns, rows: 1))
            frame.put(
                isSelected ? line.emphasised : line, at: Position(column: rect.column + 3, row: position.row),
                width: rect.columns - 4)
        }
        let edge = rect.endColumn - 1
        if range.lowerBound > 0 { frame.put(state.glyphs.up, .faint, at: Position(column: edge, row: rect.row)) }
        if range.upperBound < picker.shown.count {
            frame.put(state.glyphs.down, .faint, at: Position(column: edge, row: rect.row + range.count - 1))
        }
    }

    private struct Widths {
        let name: Int
        let place: Int
        let client: Int
    }

    /// Columns as wide as what is shown, within limits; where there is no room the client goes first.
    private static func widths(_ picker: Picker, _ range: Range<Int>, width: Int) -> Widths {
        let rows = range.map { picker.rows[picker.shown[$0]] }
        let name = min(rows.map { TextWidth.width(of: $0.name) }.max() ?? 0, max(8, width / 4))
        // What is kept takes up to 24 columns at the end.
        let room = max(0, width - 4 - name - 2 - (width < Chrome.normalWidth ? 15 : 26))
        let place = min(rows.map { TextWidth.width(of: $0.place) }.max() ?? 0, width < Chrome.normalWidth ? 0 : room)
        let client = room - place - 2
        return Widths(
            name: name, place: place, client: client >= 6 && width >= Chrome.normalWidth ? min(client, 24) : 0)
    }

    private static func line(_ row: PickerRow, _ widths: Widths, _ state: AppState) -> Line {
        var line = Line(row.name.column(widths.name, state.glyphs))
        if widths.place > 0 { line.append("  " + row.place.column(widths.place, state.glyphs), .faint) }
        if widths.client > 0 {
            line.append("  " + row.clientID.safe(limit: 60).column(widths.client, state.glyphs), .faint)
        }
        let (text, isGood) = row.words(at: state.now.wall)
        line.append("  " + text, row.isWaiting(at: state.now.wall) || !isGood ? .warning : .passed)
        return line
    }

    private static func details(_ picker: Picker, _ state: AppState, width: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        guard let row = picker.selected else { return sheet }
        let now = state.now.wall
        sheet.add(Line(" \(row.name)", .heading))
        let column = 12
        func add(_ label: String, _ text: String) {
            sheet.labelled(Line(label, .faint), Line(text), indent: 3, at: column, .useful)
        }
        add("issuer", row.issuer.text)
        add("client", row.clientID.safe(limit: 200))
        if row.isProfile {
            add("scopes", row.scopes.isEmpty ? "none" : ForeignText(row.scopes.joined(separator: " ")).safe(limit: 300))
            add("redirect", row.redirect?.safe(limit: 200) ?? "a free port on 127.0.0.1")
        } else {
            add("profile", "none")
        }
        switch row.kept {
        case .nothing: add("session", "none yet")
        case .session(let since, let person, _, let canRefresh):
            let who = person.map { " as \($0.safe(limit: 80))" } ?? ""
            add(
                "session",
                "signed in \(PickerRow.coarse(now - since)) ago\(who)" + (canRefresh ? ", renews itself" : ""))
        case .ended(let time): add("session", "ended by the provider \(PickerRow.coarse(now - time)) ago")
        case .waiting(let since, _): add("session", "a login is waiting since \(since.utcClock)")
        case .unreadable(let why): add("session", why.safe(limit: 200))
        }
        return sheet
    }
}
