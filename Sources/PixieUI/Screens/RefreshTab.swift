import LoginFlow
import OAuth
import Screen

/// The token that gets new access tokens.
enum RefreshTab {
    static func draw(_ session: Session, _ state: AppState, in rect: Rect, on frame: inout Frame) {
        var sheet = Sheet(width: rect.columns, glyphs: state.glyphs)
        if session.tokens.refreshToken == nil {
            sheet.add(Line(" No refresh token", .heading))
            sheet.text(
                "The provider did not grant one. Most providers want the scope offline_access for it, and the client "
                    + "must be allowed to use it. Without one, log in again when the access token has expired.",
                indent: 1)
        } else {
            sheet.text(
                "Gets a new access token without a browser. It lives longer than the access token and is worth more, so "
                    + "treat it like a password.", indent: 1)
            sheet.gap()
            sheet.text(
                "Many providers give a new one at each use and refuse the old one from then on (RFC 9700 4.14).",
                .faint, indent: 1, .explanation)
        }
        frame.put(sheet, in: rect)
    }
}
