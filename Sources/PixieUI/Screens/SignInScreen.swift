import LoginFlow
import OAuth
import Screen

/// The step at which the person is in the browser: the address, what to do, and the field for the answer.
enum SignInScreen {
    /// What stays in sight above the box about an answer that was not used.
    static func underRejection(_ awaiting: Awaiting, _ state: AppState, width: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        PastePart.add(awaiting, state, isJudged: false, to: &sheet)
        sheet.gap()
        return sheet
    }

    static func draw(_ awaiting: Awaiting, _ state: AppState, in body: Rect, on frame: inout Frame) {
        switch state.view.page {
        case .ways: break
        case .device: return DeviceScreen.draw(awaiting, state, in: body, on: &frame)
        case .picture: return DeviceScreen.drawPicture(awaiting, state, in: body, on: &frame)
        }
        let width = frame.size.columns
        if width < Chrome.normalWidth || body.rows < 14 {
            let sheet = compact(awaiting, state, width: width, rows: body.rows)
            frame.put(state.paste.isEmpty ? sheet : sheet.showingFields(in: body.rows), in: body)
            return
        }
        guard width >= Chrome.wideWidth else {
            var sheet = address(awaiting, state, width: width, rows: body.rows)
            instructions(awaiting, state, to: &sheet)
            if sheet.fitted(to: body.rows).height > body.rows {
                // What is said about a paste is needed more than all rows of an address that was opened.
                sheet = address(awaiting, state, width: width, rows: 0)
                instructions(awaiting, state, to: &sheet)
            }
            frame.put(sheet, in: body)
            return
        }
        let row = frame.put(address(awaiting, state, width: width, rows: body.rows), in: body)
        let (left, right) = body.splitTop(row - body.row).rest.splitLeft(68, gap: 1)
        var sheet = Sheet(width: left.columns - 1, glyphs: state.glyphs)
        instructions(awaiting, state, to: &sheet)
        frame.put(sheet, in: left)
        frame.putDivider(column: right.column - 1, rows: right.row..<right.endRow)
        side(awaiting, state, in: right, on: &frame)
    }

    private static let resumed = "Going on with the login that was left waiting."

    // MARK: The address

    /// Rows that everything else on the screen needs at least.
    private static let rowsBesideAddress = 8

    private static func address(_ awaiting: Awaiting, _ state: AppState, width: Int, rows: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        if awaiting.isResumed { sheet.text(resumed, .faint, indent: 1, .useful) }
        let address = awaiting.attempt.request.address.text
        if address.utf8.count <= width * max(1, rows - rowsBesideAddress) {
            sheet.add(number(1, "Open this address in any browser, on any machine"))
            sheet.address(address, columns: width)
        } else {
            sheet.add(number(1, "Open this address", note: " (\(address.count) characters: c copies, p prints all)"))
            sheet.add(Line(address, .address))
        }
        var actions = actions(state)
        if let short = awaiting.shortAddress {
            let address = Line([Span("short: ", .faint), Span(short, .address, click: .key(.control("o")))])
            if actions.width + 3 + address.width <= width {
                actions = actions + ["   "] + address
                sheet.add(actions)
            } else {
                sheet.add([actions, Line(["    "]) + address])
            }
        } else {
            sheet.add(actions)
        }
        sheet.gap()
        return sheet
    }

    private static func actions(_ state: AppState) -> Line {
        var line = Line("    ")
        switch state.surroundings.browserAdvice {
        case .available:
            line = line + pressed(state.paste.isEmpty ? "Enter" : "Ctrl-O", .focus, " open   ", .control("o"))
        case .warned:
            line = line + pressed("o", .strong, " open   ", .control("o"))
        case .unavailable:
            break
        }
        return line + pressed("c", .strong, " copy   ", .control("y"))
            + pressed("p", .strong, " plain page", .control("p"))
    }

    /// A key with its label. A click takes the form of the key that acts while the field is full, too.
    private static func pressed(_ name: String, _ role: Role, _ label: String, _ key: Key) -> Line {
        [Span(name, role, click: .key(key)), Span(label, click: .key(key))]
    }

    static func number(_ number: Int, _ text: String, note: String = "") -> Line {
        [Span(" \(number)  ", .focus), Span(text, .heading), Span(note, .faint)]
    }

    // MARK: What to do

    private static func instructions(_ awaiting: Awaiting, _ state: AppState, to sheet: inout Sheet) {
        let target = ForeignText(awaiting.attempt.redirect.short).safe(limit: 60)
        let page = awaiting.attempt.request.address
        let host = page.hostName
        let note = Line(" You end up on \(target).", .faint)
        let head = number(2, "Sign in at ")
        if (head + HostLine.line(page) + note).width < sheet.width {
            sheet.add(head + HostLine.line(page) + Line(".", .heading) + note)
        } else {
            sheet.add(HostLine.rows(HostLine.line(page), after: head, indent: 4, width: sheet.width))
            sheet.text("You end up on \(target).", .faint, indent: 4, .useful)
        }
        if let warning = host.warning { sheet.text(warning, .warning, indent: 4) }
        if let demo = state.demo { DemoPart.add(demo, state, to: &sheet) }
        switch awaiting.listener {
        case .open:
            let again = awaiting.isResumed ? " again" : ""
            sheet.text("This machine's browser: nothing more to do, pixie is listening\(again).", indent: 4, .useful)
            let elsewhere =
                awaiting.attempt.request.wantsFormPost
                ? "Another machine's cannot bring it: the answer is a form (response_mode=form_post), in no address."
                : "Another machine's: that page cannot load. That is fine. Copy its whole address from the address bar."
            sheet.text(elsewhere, indent: 4, state.demo == nil ? .useful : .explanation)
        case .reopening(let place):
            sheet.text("pixie is opening \(place.host.bracketed):\(place.port) again.", indent: 4, .useful)
        case .lost(let place, let problem):
            sheet.text(Explain.notListening(problem, at: place), .warning, indent: 4)
            sheet.text("That page cannot load, so copy its whole address from the address bar.", indent: 4, .useful)
        case .absent:
            sheet.text(
                "That is not this machine, so pixie cannot see it. Copy the whole address of that page from the "
                    + "address bar.", indent: 4, .useful)
        }
        sheet.gap()
        PastePart.add(awaiting, state, to: &sheet)
        sheet.gap()
        DevicePart.add(awaiting, to: &sheet)
        WhereaboutsPart.add(awaiting, state, to: &sheet)
    }

    // MARK: Small windows

    private static func compact(_ awaiting: Awaiting, _ state: AppState, width: Int, rows: Int) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        if awaiting.isResumed { sheet.add(Line(" Going on with the login left waiting", .faint), .explanation) }
        let address = awaiting.attempt.request.address.text
        let length = width < 40 ? "(c copy, p plain)" : "(\(address.count) chars: c copy, p plain)"
        sheet.add(number(1, "Open ", note: length))
        sheet.add(Line(awaiting.shortAddress ?? address, .address))
        if let demo = state.demo {
            sheet.add(number(2, "Sign in", note: " or d: pixie does it"))
            DemoPart.addCompact(demo, to: &sheet)
        } else {
            let page = awaiting.attempt.request.address
            sheet.add(
                HostLine.rows(HostLine.line(page), after: number(2, "Sign in at "), indent: 4, width: width))
            if let warning = page.hostName.warning { sheet.text(warning, .warning, indent: 4) }
            sheet.text(
                width < 40
                    ? "copy the last address"
                    : width < 48
                        ? "copy the last address, loaded or not"
                        : "copy the address you end on, even if that page does not load",
                indent: 4)
        }
        if case .lost = awaiting.listener {
            sheet.text("No listener: only a paste helps.", .warning, indent: 4, .useful)
        }
        PastePart.addCompact(awaiting, state, to: &sheet)
        DevicePart.addCompact(awaiting, to: &sheet)
        WhereaboutsPart.addCompact(awaiting, state, to: &sheet)
        return sheet
    }

    // MARK: The right pane

    private static let nameWidth = 14

    private static func side(_ awaiting: Awaiting, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
        sheet.add(Line(" What pixie sent, and why", .heading))
        func add(_ name: String, _ value: Line, why: String) {
            sheet.add(Line([Span(" " + name.column(nameWidth, state.glyphs) + " ")]) + value)
            sheet.add(Line(String(repeating: " ", count: nameWidth + 2) + why, .faint), .explanation)
        }
        for row in RequestFacts.rows(of: awaiting.attempt, in: state) {
            let why = ParameterGlossary.entry(row.name).short
            if row.name == "code_challenge_method" {
                add("…_method", Line(row.shown, .hidden), why: why)
            } else {
                add(row.name, Line(row.shown, .hidden), why: why)
            }
        }
        let verifier = awaiting.attempt.material.pkce.verifier.secret.count
        add("code_verifier", Mask.bullets(verifier, glyphs: state.glyphs), why: "not sent yet: stays here")
        let row = frame.put(sheet, in: rect.splitTop(max(10, rect.rows - 6)).top)
        guard row + 2 < rect.endRow else { return }
        frame.putRule(row: row, in: rect)
        HTTPPane.draw(state, in: rect.splitTop(row - rect.row + 1).rest, on: &frame)
    }
}
