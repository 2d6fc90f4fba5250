import HTTPTypes

/// What the sign-in and the consent form have in common.
extension Provider {
    /// The parameters of a form of ours and the interaction it belongs to, or the page that says why not.
    func openForm(_ question: Question) throws(PageRefusal) -> (form: Parameters, interaction: Interaction) {
        let form = try ownForm(question)
        guard let id = form["interaction"], let token = form["form_token"],
            let browser = question.cookie(browserCookieName),
            let interaction = ledger.interaction(id, formToken: token, browser: browser)
        else { throw .staleForm }
        return (form, interaction)
    }

    /// The parameters of a form that was sent from a page of this provider.
    func ownForm(_ question: Question) throws(PageRefusal) -> Parameters {
        // With `Referrer-Policy: no-referrer` browsers send the Origin of our own forms as "null".
        let site = question.fields[.fetchSite]
        let origin = question.fields[.origin]
        guard site == nil || site == "same-origin" || site == "none",
            origin == nil || origin == "null" || origin == self.origin
        else { throw .foreignForm }
        guard question.hasFormBody, let form = try? question.bodyParameters(), form.repeatedName == nil else {
            throw .staleForm
        }
        return form
    }
}
