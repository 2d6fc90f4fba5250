import LoginFlow
import OAuth
import Screen

/// One request and its answer in rows: `>` was sent, `<` came back.
enum ExchangeText {
    static func lines(_ entry: Journal.Entry, _ state: AppState) -> [Line] {
        var lines: [Line] = [[Span(" " + entry.method.rawValue + " "), Span(entry.url.text, .address)]]
        lines.append(ending(entry))
        lines += entry.fields.map { row(">", $0, state) }
        guard let answer = entry.answer else { return lines }
        return lines + (answer.members + answer.headers).map { row("<", $0, state) }
    }

    static func ending(_ entry: Journal.Entry) -> Line {
        switch entry.ending {
        case .answered(let status, let bytes, let took, let type):
            let kind = type.map { "  " + $0.safe(limit: 60) } ?? ""
            return [
                Span(" \(status)", status < 400 ? .passed : .failed),
                Span("\(kind)  \(HTTPText.size(bytes))  \(HTTPText.milliseconds(took))"),
            ]
        case .failed(let failure): return Line(" " + HTTPText.failure(failure), .failed)
        case nil: return Line(" waiting for the answer", .focus)
        }
    }

    static func row(_ mark: String, _ field: Journal.Field, _ state: AppState) -> Line {
        let name = ForeignText(field.name).safe(limit: 40).column(18, state.glyphs)
        let head = Line([Span(" \(mark) ", .focus), Span(name + " ", .faint)])
        switch field.value {
        case .open(let text): return head + [Span(ForeignText(text).safe(limit: 300))]
        case .hidden(let count):
            guard state.isRevealed, let secret = revealed(field.name, state),
                secret.count == count
            else {
                return head + Mask.bullets(count, glyphs: state.glyphs)
            }
            return head + Line(String(secret.reveal().prefix(400)), .warning)
        }
    }

    /// What is still here: a code, a verifier and a used refresh token were wiped when they were sent.
    private static func revealed(_ name: String, _ state: AppState) -> Secret? {
        guard let tokens = state.session?.tokens else { return nil }
        switch name {
        case "access_token": return tokens.accessToken
        case "id_token": return tokens.idToken
        case "refresh_token": return tokens.refreshToken
        case _: return nil
        }
    }

    /// All of it, with what each part is about.
    static func add(_ entry: Journal.Entry, _ state: AppState, to sheet: inout Sheet) {
        sheet.add([Span(entry.method.rawValue + " ", .strong), Span(entry.url.text, .address)])
        sheet.text("pixie sent it to \(entry.purpose.doing).", indent: 0)
        sheet.gap()
        func add(_ title: String, _ fields: [Journal.Field], _ mark: String) {
            guard !fields.isEmpty else { return }
            sheet.add(Line(title, .heading))
            for field in fields {
                sheet.add(row(mark, field, state))
                let lesson = Lesson.parameter(field.name) ?? Lesson.parameter(HeaderName.usual(field.name))
                guard let lesson else { continue }
                let guards = lesson.guards.map { " " + $0 } ?? ""
                sheet.labelled(
                    Line(), [Span(lesson.what + guards + " "), Span(lesson.clause, .faint)], indent: 4, at: 4)
            }
            sheet.gap()
        }
        add("What was sent", entry.fields, ">")
        sheet.add(Line("What came back", .heading))
        sheet.add(ending(entry))
        add("In the body", entry.answer?.members ?? [], "<")
        add("Headers", entry.answer?.headers ?? [], "<")
        sheet.text(
            "Secrets are masked. The code and the verifier were wiped when they were sent, so nothing can show them.",
            .faint, indent: 0)
    }
}

/// Names of headers mean the same in small letters.
enum HeaderName {
    static func usual(_ name: String) -> String {
        if name.lowercased() == "www-authenticate" { return "WWW-Authenticate" }
        if name.lowercased() == "dpop-nonce" { return "DPoP-Nonce" }
        return name.lowercased().split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: "-")
    }
}
