/// Signing out (OpenID Connect RP-Initiated Logout 1.0).
extension Provider {
    /// Where a person may be sent after signing out, besides the client's redirect URIs.
    static let signedOutPath = "/signed-out"

    func endSession(_ question: Question) -> Answer {
        do throws(PageRefusal) {
            let order = try SignOutOrder(question, self)
            let cookie = question.cookie(sessionCookieName)
            // Without proof that the client knows this session, a link on any page could sign people out.
            if let session = ledger.session(cookie), session.signIn.id != order.sessionID {
                let browser = question.cookie(browserCookieName) ?? RandomText.token()
                return signOutPage(order, formToken: ledger.openSignOutForm(browser: browser))
                    .settingCookie(setCookie(browserCookieName, browser))
            }
            return signedOut(order, cookie)
        } catch {
            return page(error)
        }
    }

    /// The form that asks whether to sign out.
    func signOut(_ question: Question) -> Answer {
        do throws(PageRefusal) {
            let form = try ownForm(question)
            guard let token = form["form_token"], let browser = question.cookie(browserCookieName),
                ledger.closeSignOutForm(token, browser: browser)
            else { throw .staleForm }
            return signedOut(try SignOutOrder(question, self), question.cookie(sessionCookieName))
        } catch {
            return page(error)
        }
    }

    private func signedOut(_ order: SignOutOrder, _ cookie: String?) -> Answer {
        ledger.endSession(cookie)
        let answer = order.returnAddress.map { Answer.redirect(to: $0) } ?? signedOutPage()
        return answer.settingCookie(cookie == nil ? nil : clearCookie(sessionCookieName))
    }
}
