public import LoginFlow
import OAuth

// The UserInfo endpoint. Whatever it says, the session stays (OpenID Connect Core 5.3).
extension Explain {
    static let sessionStays = "The session is kept: the ID token was verified without it."

    /// With what the answer said beside its content.
    public static func userInfo(of session: Session) -> Explanation? {
        guard let story = userInfo(session.userInfo) else { return nil }
        guard case .refused = session.userInfo,
            let entry = FlowState.authenticated(session).journal.entries.last(where: { $0.purpose == .userinfo }),
            let notes = entry.notes, case .answered(_, _, let took, _) = entry.ending
        else { return story }
        let wait = notes.retryAfter.map {
            "The endpoint takes the next try \(moment(after: $0, from: entry.sentAt.wall + took))."
        }
        return story.adding([wait, notes.requestID.map(numberOfRequest)].compactMap(\.self), host: story.host)
    }

    static func userInfo(_ fault: UserInfoFault) -> Explanation {
        switch fault {
        case .unauthorized(let challenge):
            return told(
                "UserInfo refused the access token", "The UserInfo endpoint answered 401.",
                why: words(challenge), next: "Refresh the token, or ask for the scope that the endpoint needs.")
        case .status(let status):
            return told(
                "UserInfo is not available", "The UserInfo endpoint answered HTTP \(status).",
                next: "Try again later if you need more claims than the ID token has.")
        case .notJSON:
            return told(
                "UserInfo is a web page", "The UserInfo endpoint shows a page for people instead of claims.",
                next: "Tell whoever runs the provider.")
        case .signed:
            return told(
                "UserInfo is encrypted",
                "The UserInfo endpoint sent an encrypted token, and there is no key to open it.",
                next: "Give the private key with --decryption-key-file.")
        case .encryption(let fault):
            return told(
                "UserInfo cannot be opened", fault.message,
                next: "Check that the provider has the public half of the decryption key.")
        case .notEncrypted:
            return told(
                "UserInfo is not encrypted", "This provider encrypts it, and the answer is not encrypted.",
                next: "Tell whoever runs the provider.")
        case .token(let fault):
            return told("UserInfo cannot be read", fault.message, next: "Tell whoever runs the provider.")
        case .noKeys:
            return told(
                "UserInfo cannot be checked", "It is signed, and the provider's keys could not be had.",
                next: "Log in again later.")
        case .signature(let refusal):
            return told("UserInfo has no good signature", refusal.message, next: "Tell whoever runs the provider.")
        case .unknownKey(let kid):
            return told(
                "UserInfo has an unknown signature",
                "It is signed with a key that the provider does not publish"
                    + (kid.map { " (\(quoted($0, limit: 60)))." } ?? "."), next: "Log in again later.")
        case .issuerDiffers(_, let found):
            return told(
                "UserInfo is of another issuer", "It was issued by \(quoted(found, limit: 120)).",
                next: "Tell whoever runs the provider.")
        case .audienceDiffers(_, let found):
            return told(
                "UserInfo is for another client", "Its aud is \(quoted(found, limit: 120)).",
                next: "Tell whoever runs the provider.")
        case .badJSON(let fault):
            return told("UserInfo cannot be read", fault.message, next: "Tell whoever runs the provider.")
        case .subjectMissing:
            return told(
                "UserInfo names nobody", "The UserInfo answer has no sub, so it is not shown (OIDC Core 5.3.2).",
                next: "Tell whoever runs the provider.")
        case .subjectDiffers(let expected, let found):
            return Explanation(
                "UserInfo is about somebody else",
                what: "Its sub is \(quoted(found, limit: 80)), the ID token's is "
                    + "\(quoted(ForeignText(expected), limit: 80)). It is not shown.",
                why: ["Both must be equal (OIDC Core 5.3.2).", sessionStays],
                risk: "With another person's answer a token may have been swapped on its way.",
                next: [.advice("Tell whoever runs the provider, and do not trust what its UserInfo says.")])
        }
    }

    static func userInfo(_ trouble: TransportFailure) -> Explanation {
        told(
            "UserInfo did not answer", "No answer came from the UserInfo endpoint: \(trouble.phrase).",
            next: "Try again later if you need more claims than the ID token has.")
    }

    private static func told(_ title: String, _ what: String, why: [String] = [], next: String) -> Explanation {
        Explanation(title, what: what, why: why + [sessionStays], next: [.advice(next)])
    }
}

extension TransportFailure {
    /// The failure in a few words.
    var phrase: String {
        switch self {
        case .unresolved(let host): "the name \(ForeignText(host).safe(limit: 100)) is not known"
        case .refused(let host, let port):
            "\(ForeignText(host).safe(limit: 100)), port \(port) refused the connection"
        case .timedOut(.connecting, let seconds): "no connection within \(Explain.length(seconds))"
        case .timedOut(.answering, let seconds): "not finished within \(Explain.length(seconds))"
        case .connectionLost: "the connection was lost"
        case .tooLarge(let part, let limit): "its \(part.name) passed \(Explain.size(limit))"
        case .tls(let reason): "TLS refused, \(Explain.lastQuoted(reason, limit: 120))"
        case .proxy(let reason): "the proxy said \(Explain.lastQuoted(reason, limit: 120))"
        case .packed: "packed, though nothing packed was asked for"
        case .garbled(let reason): "not HTTP, \(Explain.lastQuoted(reason, limit: 120))"
        case .cancelled: "stopped"
        }
    }
}
