/// The consent form.
extension Provider {
    func consent(_ question: Question) -> Answer {
        do throws(PageRefusal) {
            let (form, interaction) = try openForm(question)
            guard let signIn = interaction.signIn else { throw .staleForm }
            switch form["action"] {
            case "allow":
                guard ledger.close(interaction) else { throw .staleForm }
                ledger.allow(interaction.order.scopes, session: question.cookie(sessionCookieName))
                return codeAnswer(interaction.order, signIn)
            case "deny":
                return try refuse(interaction, OAuthError(.accessDenied, "The person did not allow it."))
            case _:
                throw .staleForm
            }
        } catch {
            return page(error)
        }
    }
}
