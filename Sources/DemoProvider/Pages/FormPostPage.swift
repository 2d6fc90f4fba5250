import Assets
import HTTPTypes

/// The page that brings the answer as a form (OAuth 2.0 Form Post Response Mode section 2). It has no script, so the
/// person presses its button.
extension Callback {
    var page: String {
        let hidden = pairs.map { pair -> Markup in
            "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
        }
        return Provider.fill(
            Page.formPost.html,
            [
                "action": Markup(text: uri.text), "hidden": .joined(hidden),
                "issuer": Markup(text: self["iss"] ?? ""),
            ])
    }
}

extension Answer {
    /// Its body is written from the draft, so that a fault can change what it says.
    static func formPost(_ callback: Callback) -> Answer {
        let target = callback.uri.host == "[::1]" ? "http:" : callback.uri.origin
        return Answer(
            .ok,
            fields: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: "default-src 'none'; style-src '\(Page.styleHash)'; form-action \(target); "
                    + "frame-ancestors 'none'; base-uri 'none'",
            ])
    }
}
