import LoginFlow
import OAuth
import Screen

/// What the provider says of the tokens (RFC 7662): each answer with its members.
enum WordRows {
    static func add(_ session: Session, _ state: AppState, to sheet: inout Sheet) {
        for word in session.words {
            let waited = Durations.relative(min(0, word.askedAt.wall - state.now.wall))
            sheet.add([Span(" The provider on the \(name(word.kind))", .heading), Span("   asked \(waited)", .faint)])
            switch word.answer {
            case nil:
                sheet.labelled(Line(state.glyphs.now, .focus), Line("Asking\(state.glyphs.ellipsis)"), indent: 1, at: 3)
            case .told(let told):
                add(told, state, to: &sheet)
            case .refused(let fault):
                mark(.trouble, fault.message, state, to: &sheet)
            case .failed(let failure):
                let host = session.introspectionEndpoint?.address.host ?? ""
                mark(
                    .trouble, Explain.summary(of: failure, during: .introspection, host: host), state, to: &sheet)
            }
            sheet.gap()
        }
    }

    private static func add(_ told: Introspection, _ state: AppState, to sheet: inout Sheet) {
        mark(told.isActive ? .done : .warning, told.headline, state, to: &sheet)
        for note in told.notes { mark(.warning, note, state, to: &sheet) }
        for member in told.members where !member.name.isExactly("active") {
            let time = member.time.map { TokenTime.claim($0, at: state.now.wall) }
            sheet.labelled(
                Line(member.name.safe(limit: 24), .faint),
                Line(time ?? member.shown(limit: 300).safe(limit: 300)), indent: 3, at: 18, .useful)
        }
        let words = "It is its word and not a proof: nothing is signed."
        sheet.text(words, .faint, indent: 3, .explanation)
    }

    private static func mark(
        _ kind: StatusMessage.Kind, _ text: String, _ state: AppState, to sheet: inout Sheet
    ) {
        sheet.labelled(Line(kind.mark(state.glyphs), kind.role), Line(text), indent: 1, at: 3)
    }

    private static func name(_ kind: RevocationRequest.Kind) -> String {
        switch kind {
        case .accessToken: "access token"
        case .refreshToken: "refresh token"
        }
    }
}
