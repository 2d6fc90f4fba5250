import LoginFlow
import OAuth
import Screen

/// What was found at the provider, in words.
enum DiscoverScreen {
    /// While the answer is on its way.
    static func draw(_ discovering: Discovering, _ state: AppState, in body: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: body.columns, glyphs: state.glyphs)
        sheet.add(
            HostLine.rows(
                HostLine.line(discovering.address.address), after: Line(" Asking ", .heading), indent: 1,
                width: body.columns,
                end: Line(" what it can do", .heading)))
        sheet.gap()
        let since = Durations.short(state.now.uptime - discovering.since.uptime)
        sheet.add(
            [
                Line([Span(" \(state.glyphs.now) ", .focus), "GET ", Span(discovering.address.text, .address)]),
                Line("   waiting for \(since); at most \(Int(Limits.exchangeSeconds)) s", .faint),
            ])
        sheet.gap()
        sheet.text(
            "The document there says where people sign in, where codes become tokens, and which keys sign them. It "
                + "must name exactly the issuer that you gave: otherwise another provider could answer for it.",
            indent: 3, .explanation)
        frame.put(sheet, in: body)
    }

    /// What it said.
    static func draw(_ provider: KnownProvider, _ state: AppState, in body: Rect, on frame: inout Frame) {
        let metadata = provider.metadata
        let sheet = facts(provider, state, width: body.columns)
        let listRows = min(metadata.checks.count, max(2, body.rows / 3)) + detailRows(body)
        let room = body.rows - listRows - 1
        let below = frame.put(sheet, in: body.splitTop(max(3, room)).top)
        let rest = body.splitTop(below - body.row).rest
        guard rest.rows > 1 else { return }
        frame.put(Line(" Checks " + CheckRows.count(metadata.checks), .heading), at: rest.origin)
        checks(metadata.checks, state, in: rest.splitTop(1).rest, on: &frame)
    }

    private static func detailRows(_ body: Rect) -> Int { body.rows >= 14 ? 4 : 0 }

    private static func checks(_ checks: [Check], _ state: AppState, in rect: Rect, on frame: inout Frame) {
        let details = detailRows(rect.rows >= 8 ? Rect(column: 0, row: 0, columns: 0, rows: 14) : rect)
        let listRows = min(checks.count, rect.rows - details)
        let (list, rest) = rect.splitTop(listRows)
        let rows = checks.map { CheckRows.row($0, nameWidth: 14, state.glyphs) }
        frame.putList(rows, selection: state.view.listSelection, in: list)
        guard details > 0, checks.indices.contains(state.view.listSelection) else { return }
        let area = rest.splitTop(1).rest
        frame.put(
            CheckRows.detail(checks[state.view.listSelection], width: rect.columns - 1, rows: area.rows, state.glyphs),
            in: area)
    }

    private static func facts(_ provider: KnownProvider, _ state: AppState, width: Int) -> Sheet {
        let metadata = provider.metadata
        var sheet = Sheet(width: width, glyphs: state.glyphs)
        let isNarrow = width < Chrome.normalWidth
        let column = isNarrow ? 10 : 15
        func row(_ label: String, _ text: String, _ role: Role = .normal, _ need: Sheet.Need = .useful) {
            let line = Line([Span(" " + label.column(column - 1, state.glyphs), .faint), Span(text, role)])
            sheet.add(line, need)
        }
        let host = metadata.issuer.endpoint.address.hostName
        sheet.add(
            HostLine.rows(
                HostLine.line(metadata.issuer.endpoint.address), after: Line(isNarrow ? " Found " : " ", .heading),
                indent: 1, width: width,
                end: Line(isNarrow ? "" : " is a provider that pixie can log in at", .heading)))
        // Where the browser will go may be somebody else's host.
        let page = metadata.authorizationEndpoint.hostName
        if page.registrable != host.registrable {
            sheet.add(
                HostLine.rows(
                    HostLine.line(metadata.authorizationEndpoint), after: Line(" You will sign in at ", .warning),
                    indent: 1, width: width))
        }
        for warning in Set([host.warning, page.warning].compactMap(\.self)).sorted() { sheet.text(warning, .warning) }
        sheet.gap()
        row("Issuer", metadata.issuer.text, .address, .essential)
        let signIn = relative(metadata.authorizationEndpoint.text, metadata, state.glyphs)
        row(isNarrow ? "Sign in" : "Sign-in page", signIn, .address)
        let token = relative(metadata.tokenEndpoint.text, metadata, state.glyphs)
        row(isNarrow ? "Tokens" : "Tokens from", token, .address)
        row("Keys", keys(provider))
        row(
            "About you",
            metadata.userinfoEndpoint.map { relative($0.text, metadata, state.glyphs) } ?? "no UserInfo endpoint",
            .normal, .explanation)
        row("PKCE", pkce(metadata), .normal, .essential)
        row("Signatures", list(metadata.idTokenAlgorithms) ?? "not told", .normal, .explanation)
        row("Scopes", list(metadata.scopesSupported) ?? "not told", .normal, .explanation)
        row("Answer", answer(metadata), .normal, .explanation)
        row("Can also", extras(metadata), .normal, .explanation)
        sheet.gap()
        return sheet
    }

    /// Under the issuer's own address only the rest is told, so that the end is not cut off.
    private static func relative(_ text: String, _ metadata: ProviderMetadata, _ glyphs: Glyphs) -> String {
        let issuer = metadata.issuer.text
        guard text.hasPrefix(issuer), text.count > issuer.count else { return text }
        return glyphs.ellipsis + text.dropFirst(issuer.hasSuffix("/") ? issuer.count - 1 : issuer.count)
    }

    private static func list(_ names: [String]?) -> String? {
        names.map { ForeignText($0.joined(separator: " ")).safe(limit: 300) }
    }

    private static func pkce(_ metadata: ProviderMetadata) -> String {
        metadata.codeChallengeMethods == nil ? "S256 (the provider does not say; pixie always uses it)" : "S256"
    }

    private static func answer(_ metadata: ProviderMetadata) -> String {
        metadata.issuerParameterSupported ? "names its issuer (iss, RFC 9207)" : "does not promise to name its issuer"
    }

    private static func extras(_ metadata: ProviderMetadata) -> String {
        var names: [String] = []
        if metadata.revocationEndpoint != nil { names.append("revoke tokens") }
        if metadata.endSessionEndpoint != nil { names.append("sign out") }
        if metadata.deviceAuthorizationEndpoint != nil { names.append("device login") }
        return names.isEmpty ? "nothing more" : names.joined(separator: ", ")
    }

    private static func keys(_ provider: KnownProvider) -> String {
        switch provider.keys {
        case .have(let set, _):
            set.keys.count == 1 ? "1 key, fetched" : "\(set.keys.count) keys, fetched"
        case .asked: "on their way"
        case .failed: "could not be fetched; pixie tries again when the ID token comes"
        case .notOffered: provider.metadata.jwksURI == nil ? "none published" : provider.metadata.jwksURI?.text ?? ""
        }
    }
}
