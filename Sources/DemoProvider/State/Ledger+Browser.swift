/// Browsers: who is signed in where, and which forms are open.
extension Ledger {
    func open(_ interaction: Interaction) {
        step { state, now in
            state.interactions.put(interaction, under: interaction.id, until: now + Self.interactionLifetime, now: now)
        }
    }

    /// The interaction of a form that came back, if the same browser sent it and it carries the form's own token.
    func interaction(_ id: String, formToken: String, browser: String) -> Interaction? {
        step { state, now in
            guard let found = state.interactions.value(id, now: now),
                RandomText.isEqual(found.formToken, formToken), RandomText.isEqual(found.browser, browser)
            else { return nil }
            return found
        }
    }

    func update(_ interaction: Interaction) {
        step { state, _ in state.interactions.update(interaction.id) { $0 = interaction } }
    }

    /// Ends an interaction. `false` when it was ended before: two answers to one request are one too many.
    func close(_ interaction: Interaction) -> Bool {
        step { state, now in
            guard state.interactions.value(interaction.id, now: now) != nil else { return false }
            state.interactions.remove(interaction.id)
            return true
        }
    }

    func session(_ cookie: String?) -> BrowserSession? {
        guard let cookie else { return nil }
        return step { state, now in state.sessions.value(cookie, now: now) }
    }

    /// Begins a session under a new cookie and forgets the one that it replaces.
    func beginSession(_ signIn: SignIn, replacing old: String?) -> String {
        let cookie = RandomText.token()
        step { state, now in
            if let old { state.sessions.remove(old) }
            state.sessions.put(
                BrowserSession(signIn: signIn), under: cookie, until: now + Self.sessionLifetime, now: now)
        }
        return cookie
    }

    /// Remembers for the session of this sign-in what the person allowed.
    func allow(_ scopes: [String], session cookie: String?) {
        guard let cookie else { return }
        step { state, _ in state.sessions.update(cookie) { $0.allowedScopes.formUnion(scopes) } }
    }

    func endSession(_ cookie: String?) {
        guard let cookie else { return }
        step { state, _ in state.sessions.remove(cookie) }
    }

    /// A token for the form that asks whether to sign out, bound to the browser that gets it.
    func openSignOutForm(browser: String) -> String {
        let token = RandomText.token()
        step { state, now in
            state.signOutForms.put(browser, under: token, until: now + Self.interactionLifetime, now: now)
        }
        return token
    }

    func closeSignOutForm(_ token: String, browser: String) -> Bool {
        step { state, now in
            guard let owner = state.signOutForms.value(token, now: now), RandomText.isEqual(owner, browser) else {
                return false
            }
            state.signOutForms.remove(token)
            return true
        }
    }
}
