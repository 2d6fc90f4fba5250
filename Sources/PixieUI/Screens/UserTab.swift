import LoginFlow
import OAuth
import Screen

/// What the provider tells about the person.
enum UserTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
        switch session.userInfo {
        case .have:
            if let tree = state.tokens.tree { ClaimRows.draw(tree, state, in: rect, on: &frame) }
            return
        case .notOffered where session.tokens.user != nil:
            // Told beside the tokens, as WorkOS does.
            if let tree = state.tokens.tree { ClaimRows.draw(tree, state, in: rect, on: &frame) }
            return
        case .notOffered:
            sheet.add(Line(" No UserInfo", .heading))
            sheet.text(
                "The provider has no UserInfo endpoint, or no ID token came. The claims of the ID token are all there is.",
                indent: 1)
        case .asked:
            sheet.add(Line(" Asking the UserInfo endpoint", .focus))
        case .refused, .failed:
            if let explanation = Explain.userInfo(of: session) {
                ExplanationText.add(explanation, to: &sheet, isNarrow: rect.columns < Chrome.normalWidth)
            }
        }
        frame.put(sheet, in: rect)
    }
}
