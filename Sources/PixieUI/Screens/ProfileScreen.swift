import LoginFlow
import OAuth
import Presets
import Screen

/// The form of the first step.
enum ProfileScreen {
    private static let labelColumn = 5
    private static let valueColumn = 16

    static func draw(_ state: AppState, in body: Rect, on frame: inout Frame) {
        let isWide = frame.size.columns >= Chrome.wideWidth
        let (left, right) = isWide ? body.splitLeft(68, gap: 2) : (body, Rect(column: 0, row: 0, columns: 0, rows: 0))
        put(form(state, width: left.columns, isBeside: isWide), state, in: left, on: &frame)
        guard isWide else { return }
        frame.putDivider(column: right.column - 1, rows: body.row..<body.endRow)
        var sheet = Sheet(width: right.columns, glyphs: state.glyphs)
        sheet.add(Line(" What happens next", .heading))
        for text in next { sheet.text(text, indent: 1, .useful) }
        sheet.gap()
        sheet.add(Line(" Where to find these", .heading))
        for text in places { sheet.text(text, indent: 1, .explanation) }
        frame.put(sheet, in: right)
    }

    /// In a small window the field with the cursor and what is to be said about it come first, and the others as far as
    /// there is room.
    private static func put(_ sheet: Sheet, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        guard sheet.fitted(to: rect.rows).blocks.count < sheet.withoutSpacing, rect.columns < Chrome.normalWidth else {
            frame.put(sheet.showingCursor(in: rect.rows), in: rect)
            return
        }
        var help = Sheet(width: rect.columns, glyphs: state.glyphs)
        let form = state.form
        // What is wrong with the field says what it should be.
        if form.complaint(about: form.focus) == nil {
            help.text(form.help(of: form.focus) ?? shortMeaning(of: form.focus), .faint, indent: 1)
        }
        let (upper, lower) = rect.splitBottom(min(help.height, max(0, rect.rows - 3)))
        let fields = sheet.withoutExplanations
        let shown = fields.showingCursor(in: upper.rows)
        frame.put(shown, in: upper)
        frame.put(help, in: lower)
        let edge = upper.endColumn - 1
        if shown.fieldCount < fields.fieldCount {
            frame.put(state.glyphs.up, .faint, at: Position(column: edge, row: upper.row))
        }
        if shown.height > upper.rows {
            frame.put(state.glyphs.down, .faint, at: Position(column: edge, row: upper.endRow - 1))
        }
    }

    private static func form(_ state: AppState, width: Int, isBeside: Bool) -> Sheet {
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        let form = state.form
        let isEmpty = form.text(.issuer).isEmpty && form.text(.clientID).isEmpty && form.providers.preset == nil
        let isNarrow = width < Chrome.normalWidth
        let title = isNarrow ? " Where do you want to log in?" : " Which provider do you want to log in at?"
        sheet.add(Line(title, .heading), isNarrow ? .explanation : .essential)
        if isEmpty, !isNarrow {
            sheet.text(
                "Paste its issuer address, then the client ID it gave your application. No provider at hand? Leave "
                    + "with Ctrl-C and run  pixie demo", indent: 1, .explanation)
        }
        sheet.gap()
        for field in form.fields {
            add(field, form, state, to: &sheet)
        }
        if let redirect = form.fixedRedirect {
            sheet.add(Line([Span("     Redirect   ", .faint), Span(words(redirect))]), .useful)
        }
        for pair in form.extraParameters {
            let text = ForeignText("\(pair.name)=\(pair.value)").safe(limit: 100)
            sheet.add(Line([Span("     Parameter  ", .faint), Span(text)]), .useful)
        }
        if let ends = form.providers.preset?.ends {
            sheet.text("\(form.providers.preset?.name ?? "It") ends on \(ends).", .warning, indent: 5, .useful)
        }
        sheet.gap()
        if isNarrow {
            sheet.text(form.help(of: form.focus) ?? shortMeaning(of: form.focus), .faint, indent: 1, .explanation)
        } else {
            sheet.labelled(
                Line(form.label(of: form.focus), .strong),
                Line(form.help(of: form.focus) ?? meaning(of: form.focus)), indent: 1, at: 1 + 11, .explanation)
            sheet.gap()
            if isEmpty, !isBeside {
                sheet.add(
                    [Line(" What happens next", .heading)]
                        + next.map { Line(" " + $0, .faint) }, .explanation)
            }
        }
        return sheet
    }

    private static func add(_ field: ProfileForm.Field, _ form: ProfileForm, _ state: AppState, to sheet: inout Sheet) {
        let isFocused = form.focus == field
        if field == .provider { return addProvider(form, isFocused: isFocused, state, to: &sheet) }
        let editor = form.editor(field)
        let fault = form.fault(of: field)
        let complaint = form.complaint(about: field)
        let mark: Span
        if complaint != nil {
            mark = Span(state.glyphs.failed, .failed)
        } else if fault == nil, !editor.isEmpty {
            mark = Span(state.glyphs.passed, .passed)
        } else {
            mark = Span(state.glyphs.pending, .hidden)
        }
        let click = form.fields.firstIndex(of: field).map { Hotspot.Meaning.row($0) }
        let room = sheet.width - valueColumn - 1
        var (text, cursor) = editor.visible(width: room, glyphs: state.glyphs)
        // Away from the cursor the start tells more than the end, but not of a path.
        let isPath = field == .keyFile || field == .decryptionFile
        if !isFocused, !editor.isMasked, !isPath { text = TextWidth.cut(editor.text, to: room, glyphs: state.glyphs) }
        if isFocused, editor.isEmpty { cursor = 0 }
        var line: Line = [
            Span(isFocused ? " \(state.glyphs.now) " : "   ", .focus), mark, " ",
            Span(
                form.label(of: field).column(valueColumn - labelColumn, state.glyphs), isFocused ? .focus : .normal,
                click: click),
        ]
        let value = editor.isEmpty ? form.value(in: field)?.example ?? placeholder(field, form) : text
        line = line + [Span(value, editor.isEmpty ? .hidden : .normal, click: click)]
        sheet.field(line, cursorColumn: isFocused ? valueColumn + cursor : nil)
        let indent = sheet.width < Chrome.normalWidth ? labelColumn : valueColumn
        if let complaint { sheet.text(complaint, .failed, indent: indent, isFocused ? .essential : .useful) }
        if field == .issuer, complaint == nil {
            for note in form.issuerNotes { sheet.text(note, .faint, indent: indent, .explanation) }
        }
    }

    /// Between arrows, which choose another.
    private static func addProvider(
        _ form: ProfileForm, isFocused: Bool, _ state: AppState, to sheet: inout Sheet
    ) {
        let mark = state.glyphs.passed
        var line: Line = [
            Span(isFocused ? " \(state.glyphs.now) " : "   ", .focus), Span(mark, .passed), " ",
            Span(
                ProfileForm.Field.provider.label.column(valueColumn - labelColumn, state.glyphs),
                isFocused ? .focus : .normal),
        ]
        line.append("< \(form.providers.chosen?.name ?? "") >", isFocused ? .strong : .normal)
        sheet.field(line, cursorColumn: isFocused ? valueColumn : nil)
    }

    private static func placeholder(_ field: ProfileForm.Field, _ form: ProfileForm) -> String {
        switch field {
        case .provider, .firstValue, .secondValue, .thirdValue: ""
        case .redirect: "as registered, with its port"
        case .issuer: "https://login.example.com"
        case .clientID: "as the provider shows it"
        case .scopes: "none"
        case .port: "any free one"
        case .secret, .keyFile: form.placeholder(field)
        case .keyID: "as the key set has it"
        case .decryptionFile: form.placeholder(field)
        }
    }

    private static func words(_ redirect: RedirectPlan) -> String {
        switch redirect {
        case .loopback(let port, let path): "http://127.0.0.1:\(port.map(String.init) ?? "any port")\(path)"
        case .registered(let address): ForeignText(address.text).safe(limit: 200)
        }
    }

    static func meaning(of field: ProfileForm.Field) -> String {
        switch field {
        case .provider:
            "Left and right choose a provider by its name, letters find one. OpenID Connect stands for any other."
        case .firstValue, .secondValue, .thirdValue:
            "A value that only you know."
        case .redirect:
            "The redirect URI exactly as the provider has it. pixie listens there when it leads to this machine."
        case .issuer:
            "The address that names the provider, from https:// on. Its discovery document "
                + "(…/.well-known/openid-configuration) works as well."
        case .clientID:
            "The public name of your application at the provider. Register it there as a native or desktop "
                + "application with the redirect URI http://127.0.0.1/callback."
        case .scopes:
            "What the tokens may do, with spaces between. openid asks for an ID token, offline_access for a refresh "
                + "token at most providers."
        case .port:
            "Where pixie listens for the answer. Leave it empty; only some providers insist on the port that is "
                + "registered."
        case .secret:
            "Only for a confidential client. It stays in memory and goes to the token endpoint alone."
        case .keyFile:
            "File with the private key that proves the client (private_key_jwt): PEM or JWK, mode 600, ~/ for your home."
        case .keyID:
            "The name (kid) of that key at the provider, if the file does not have it."
        case .decryptionFile:
            "File with private keys that open what the provider encrypts for the client: PEM or JWK set, mode 600."
        }
    }

    private static func shortMeaning(of field: ProfileForm.Field) -> String {
        switch field {
        case .provider: "Left and right choose"
        case .firstValue, .secondValue, .thirdValue: "A value that only you know"
        case .redirect: "As the provider has it"
        case .issuer: "The provider's address, from https:// on"
        case .clientID: "Your application's public name there"
        case .scopes: "What the tokens may do"
        case .port: "Leave it empty: pixie finds one"
        case .secret: "Only for a confidential client"
        case .keyFile: "File with the client's private key"
        case .keyID: "Its name (kid) at the provider"
        case .decryptionFile: "File with keys that decrypt"
        }
    }

    private static let next = [
        "1  pixie asks the provider where its pages are (Discover).",
        "2  It makes a secret of its own for this login: PKCE (Request).",
        "3  You sign in with a browser, here or on any machine (Sign in).",
        "4  The one-time code becomes tokens, which pixie verifies.",
    ]

    private static let places = [
        "Keycloak: https://HOST/realms/REALM",
        "Google: https://accounts.google.com",
        "Microsoft Entra: https://login.microsoftonline.com/TENANT/v2.0",
        "Auth0: https://TENANT.auth0.com/ (with the slash)",
        "Okta: https://ORG.okta.com",
    ]
}
