import HTTPTypes

/// The page on which a person enters the code that their program shows (RFC 8628 section 3.3).
extension Provider {
    func devicePage(_ question: Question) -> Answer {
        do throws(PageRefusal) {
            guard options.offers.device != nil else { throw .noDevices }
            guard question.method == .post else {
                let code = (try? question.parameters())?["user_code"]
                return deviceForm(question, userCode: code, notice: nil)
            }
            return try enterCode(question)
        } catch {
            return page(error)
        }
    }

    private func enterCode(_ question: Question) throws(PageRefusal) -> Answer {
        let form = try ownForm(question)
        guard let token = form["form_token"], let browser = question.cookie(browserCookieName),
            ledger.closeDeviceForm(token, browser: browser)
        else { throw .staleForm }
        let entered = form["user_code"] ?? ""
        guard isPassword(form["password"] ?? "", of: form["username"] ?? "") else {
            return deviceForm(question, userCode: entered, notice: Self.wrongPassword)
        }
        let isAllowed = form["action"] == "allow"
        let signIn = SignIn(id: RandomText.token(), username: options.username, time: options.clock())
        guard ledger.settle(userCode: RandomText.userCode(entered), isAllowed ? .allowed(signIn) : .denied) else {
            return deviceForm(
                question, userCode: entered,
                notice: "This code is not waiting here. Compare it with the one that the program shows.")
        }
        return deviceDonePage(isAllowed: isAllowed)
    }

    private func deviceForm(_ question: Question, userCode: String?, notice: String?) -> Answer {
        let known = question.cookie(browserCookieName).flatMap { Base64URL.decode($0)?.count == 32 ? $0 : nil }
        let browser = known ?? RandomText.token()
        let token = ledger.openDeviceForm(browser: browser)
        return devicePage(formToken: token, userCode: userCode ?? "", notice: notice)
            .settingCookie(known == nil ? setCookie(browserCookieName, browser) : nil)
    }
}

extension PageRefusal {
    static let noDevices = PageRefusal(
        title: "There is nothing to enter here", message: "This provider does not offer logins with a code.",
        detail: "The device grant (RFC 8628) is switched off.")
}
