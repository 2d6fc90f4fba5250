import LoginFlow
import OAuth

// A paste that is no answer at all. It is not echoed: it may be a token.
extension Explain {
    static func paste(_ kind: PasteReading.Kind, attempt: Attempt) -> Explanation {
        let redirect = attempt.redirect
        let place = redirect.parts.host.map { host in redirect.parts.port.map { "\(host):\($0)" } ?? host }
        let goal = place ?? redirect.text
        switch kind {
        case .empty:
            return paste("Nothing was pasted", "The paste is empty.", "The clipboard may hold nothing yet.", [])
        case .callback:
            return paste(
                "Not judged yet", "That looks like the answer.", "It is judged as a whole when it is used.",
                [.advice("Press Enter.")])
        case .authorizationAddress:
            return paste(
                "That is the address to open", "What was pasted is the address to open, not the one you end up on.",
                "The answer starts with \(redirect.text).",
                [.advice("Sign in there first, then copy the address you end up on."), .openAgain])
        case .providerPage(let host):
            return paste(
                "Still at the provider",
                "That is a page of the provider (\(host.safe(limit: 100))): the sign-in is not finished.",
                "When it is, the browser shows an address at \(goal), even if that page cannot load.",
                [.advice("Finish the sign-in there. When the browser shows \(goal), copy that address.")])
        case .bareCode:
            return paste(
                "A code without its state", "That is a code alone. pixie cannot tell whose login it is from.",
                "The state beside it proves that the answer belongs to this login (RFC 6749 10.12).",
                [.advice("Paste the whole address, not the code alone.")], risk: foreignLoginByCode)
        case .token:
            return paste(
                "That is a token", "What was pasted is a token, not the answer to this login. It is not shown or kept.",
                "pixie takes an answer with code and state, never a finished token.",
                [.advice("Paste the address instead. \"pixie inspect\" explains tokens.")])
        case .html:
            return paste(
                "That is a page", "What was pasted is the source of a web page, not an address.",
                "The page was copied instead of the address bar.", [.advice(copyAll)])
        case .otherAddress(let address):
            return paste(
                "That address leads elsewhere", "That address is \(self.address(address, limit: 100)).",
                "The answer to this login starts with \(redirect.text).",
                [.advice("Copy the address of the window in which you signed in."), .openAgain])
        case .notAnAddress:
            return paste(
                "Not an address", "There is no address in what was pasted.",
                "The answer to this login starts with \(redirect.text).", [.advice(copyAll), .openAgain])
        case .tooLong:
            return paste(
                "Too long", "The paste is longer than \(Limits.paste >> 10) KiB, and no answer is at its start.",
                "Much more than the address bar was copied.", [.advice("Copy the address alone.")])
        }
    }

    private static let foreignLoginByCode = "With a code from somebody else you would be signed in as them."

    private static func paste(
        _ title: String, _ what: String, _ why: String, _ next: [NextStep], risk: String? = nil
    ) -> Explanation {
        Explanation(title, what: what, why: [why], risk: risk, next: next + [.clear])
    }
}
