import Assets
import HTTPTypes

/// The provider's pages: constant files with a few values in them.
extension Provider {
    func signInPage(_ interaction: Interaction, username: String? = nil, notice: String? = nil) -> Answer {
        page(
            .signIn,
            values: [
                "client": Markup(text: options.clientID),
                "username": Markup(text: username ?? interaction.order.loginHint ?? options.username),
                "notice": notice.map { "<p class=\"alert\" role=\"alert\">\($0)</p>" } ?? "",
                "hidden": hidden(interaction),
                "base": Markup(text: basePath),
                "issuer": Markup(text: issuer),
            ],
            formActions: interaction.order.redirect.formActionSource)
    }

    func consentPage(_ interaction: Interaction) -> Answer {
        let scopes = interaction.order.scopes.compactMap { scope -> Markup? in
            guard let meaning = Person.meaning(of: scope) else { return nil }
            return "<li><b>\(meaning.title)</b> <code>\(scope)</code><span>\(meaning.text)</span></li>"
        }
        return page(
            .consent,
            values: [
                "client": Markup(text: options.clientID),
                "username": Markup(text: interaction.signIn?.username ?? ""),
                "scopes": .joined(scopes),
                "redirect": Markup(text: interaction.order.redirect.uri.origin),
                "hidden": hidden(interaction),
                "base": Markup(text: basePath),
                "issuer": Markup(text: issuer),
            ],
            formActions: interaction.order.redirect.formActionSource)
    }

    func signOutPage(_ order: SignOutOrder, formToken: String) -> Answer {
        let fields = order.kept + [FormPair("form_token", formToken)]
        return page(
            .signOut,
            values: [
                "base": Markup(text: basePath), "hidden": .joined(fields.map(hidden)), "issuer": Markup(text: issuer),
            ],
            formActions: order.formActionSource)
    }

    func signedOutPage() -> Answer {
        page(.signedOut, values: ["issuer": Markup(text: issuer)])
    }

    func devicePage(formToken: String, userCode: String, notice: String?) -> Answer {
        page(
            .device,
            values: [
                "base": Markup(text: basePath),
                "client": Markup(text: options.clientID),
                "code": Markup(text: userCode, limit: 40),
                "username": Markup(text: options.username),
                "notice": notice.map { "<p class=\"alert\" role=\"alert\">\($0)</p>" } ?? "",
                "hidden": hidden(FormPair("form_token", formToken)),
                "issuer": Markup(text: issuer),
            ])
    }

    func deviceDonePage(isAllowed: Bool) -> Answer {
        page(
            .deviceDone,
            values: [
                "title": isAllowed ? "You are signed in" : "You said no",
                "message": isAllowed ? "The program that shows the code goes on by itself." : "The program was told.",
                "issuer": Markup(text: issuer),
            ])
    }

    func page(_ refusal: PageRefusal, status: HTTPResponse.Status = .badRequest) -> Answer {
        page(
            .providerError,
            values: [
                "title": Markup(text: refusal.title),
                "message": Markup(text: refusal.message),
                "detail": Markup(text: refusal.detail, limit: 300),
                "issuer": Markup(text: issuer),
            ],
            status: status)
    }

    /// - Parameter formActions: where a form may lead besides this provider. Browsers hold a redirect after a form
    ///   to `form-action` too (CSP Level 3 section 6.3.1), so the client's address has to be in it.
    private func page(
        _ page: Page, values: [String: Markup], status: HTTPResponse.Status = .ok, formActions: String? = nil
    ) -> Answer {
        let policy = [
            "default-src 'none'", "style-src '\(Page.styleHash)'",
            "form-action 'self'\(formActions.map { " " + $0 } ?? "")", "frame-ancestors 'none'", "base-uri 'none'",
        ]
        return Answer(
            status,
            fields: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: policy.joined(separator: "; "),
            ],
            body: Array(Self.fill(page.html, values).utf8))
    }

    private func hidden(_ interaction: Interaction) -> Markup {
        .joined(
            [FormPair("interaction", interaction.id), FormPair("form_token", interaction.formToken)].map(hidden))
    }

    private func hidden(_ field: FormPair) -> Markup {
        "<input type=\"hidden\" name=\"\(field.name)\" value=\"\(field.value)\">"
    }

    /// Replaces each `{{name}}`, in one pass, so that a value is never taken for a mark.
    static func fill(_ html: String, _ values: [String: Markup]) -> String {
        var filled = ""
        var rest = html[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}") {
            let name = String(rest[open.upperBound..<close.lowerBound])
            guard let value = values[name] else { preconditionFailure("A page has a mark without a value: \(name)") }
            filled += rest[..<open.lowerBound] + value.html
            rest = rest[close.upperBound...]
        }
        return filled + rest
    }
}
