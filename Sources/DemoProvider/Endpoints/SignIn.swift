/// The sign-in form.
extension Provider {
    static let mostWrongPasswords = 10

    func signIn(_ question: Question) -> Answer {
        do throws(PageRefusal) {
            let (form, interaction) = try openForm(question)
            if form["action"] == "cancel" {
                return try refuse(interaction, OAuthError(.accessDenied, "The person did not sign in."))
            }
            let isRight = isPassword(form["password"] ?? "", of: form["username"] ?? "")
            return isRight
                ? signedIn(interaction, username: options.username, question)
                : try notSignedIn(interaction, username: form["username"] ?? "")
        } catch {
            return page(error)
        }
    }

    func isPassword(_ password: String, of username: String) -> Bool {
        // Both are compared whatever the first says, so that time does not tell which one was wrong.
        let isName = RandomText.isEqual(username, options.username)
        let isPassword = RandomText.isEqual(password, self.password)
        return isName && isPassword
    }

    private func signedIn(_ interaction: Interaction, username: String, _ question: Question) -> Answer {
        var interaction = interaction
        let signIn = SignIn(id: RandomText.token(), username: username, time: options.clock())
        interaction.signIn = signIn
        ledger.update(interaction)
        let cookie = ledger.beginSession(signIn, replacing: question.cookie(sessionCookieName))
        return consentPage(interaction).settingCookie(setCookie(sessionCookieName, cookie))
    }

    private func notSignedIn(_ interaction: Interaction, username: String) throws(PageRefusal) -> Answer {
        var interaction = interaction
        interaction.wrongPasswords += 1
        guard interaction.wrongPasswords < Self.mostWrongPasswords else {
            return try refuse(interaction, OAuthError(.accessDenied, "The password was wrong too often."))
        }
        ledger.update(interaction)
        return signInPage(
            interaction, username: username,
            notice: Self.wrongPassword)
    }

    static let wrongPassword = "User name or password is wrong. Both are shown where the demo provider was started."

    /// Ends the interaction with an error for the client.
    func refuse(_ interaction: Interaction, _ error: OAuthError) throws(PageRefusal) -> Answer {
        guard ledger.close(interaction) else { throw .staleForm }
        return .callback(interaction.order.redirect.callback(error, issuer: issuer))
    }
}
