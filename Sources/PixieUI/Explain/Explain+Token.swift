import LoginFlow
import OAuth

// An answer of the token endpoint that gives no tokens. The code is spent in every case.
extension Explain {
    static func token(_ fault: TokenFault, _ known: Known) -> Explanation {
        if case .oauth(let error) = fault { return refusal(error, known) }
        let story = story(of: fault, known)
        return Explanation(
            story.title, what: story.what, why: story.why + [spent], risk: story.risk,
            next: story.next + [.startAnew, .leave])
    }

    static let spent = "The code is spent and verifier and state are wiped, whatever the answer was (RFC 6749 4.1.2)."

    /// Somebody on the way answers instead of the provider (RFC 6585 section 6).
    static func portal(_ asked: String, _ known: Known) -> Finding {
        Finding(
            "The network wants a sign-in first",
            "\(asked) at \(known.issuerHost) was not reached: the network itself answered (HTTP 511).",
            why: "A captive portal stands between this machine and the provider (RFC 6585 6).",
            next: [.advice("Open any web page in a browser, sign in to the network, and try again.")])
    }

    private static func story(of fault: TokenFault, _ known: Known) -> Finding {
        let tell = NextStep.advice("Tell whoever runs the provider at \(known.issuerHost).")
        switch fault {
        case .oauth:
            preconditionFailure("token: a refusal of RFC 6749 5.2 is explained in refusal(_:_:)")
        case .notJSON(.html, let status):
            return Finding(
                "Not a token answer: HTML",
                "The token endpoint answered with a web page (HTTP \(status)); it is not shown.",
                why: "A proxy or the sign-in page of the network (captive portal) may have answered instead.",
                next: [.advice("Open any web page in a browser to see whether the network wants a sign-in.")])
        case .notJSON(.form, let status):
            return Finding(
                "Not a token answer: form-encoded text",
                "The token endpoint answered in another form (HTTP \(status)).",
                why: "RFC 6749 5.1 demands JSON; some providers send it only to who asks with Accept.", next: [tell])
        case .notJSON(let kind, let status):
            return Finding(
                "Not a token answer",
                "The token endpoint answered HTTP \(status) \(kind == .empty ? "without content" : "and no JSON").",
                why: "RFC 6749 5.1 demands JSON.", next: [tell])
        case .badJSON(let fault):
            return Finding(
                "The token answer cannot be read", fault.message,
                why: "Nothing of a doubtful answer is used, so that no reader can understand it differently.",
                next: [tell])
        case .redirected(let target):
            let place = target.map { " to \(address($0))" } ?? ""
            return Finding(
                "The token endpoint wants to redirect", "It answered with a redirect\(place), which is not followed.",
                why: "Code and verifier would go to that place (RFC 9700 4.12).",
                risk: "Somebody may be trying to catch the code. Neither code nor verifier went there.", next: [tell])
        case .status(511, _):
            return portal("The token endpoint", known)
        case .status(let status, let wait?):
            return Finding(
                "The token endpoint asks to wait",
                "It answered HTTP \(status) and takes the next try \(known.moment(after: wait)).",
                why: "pixie sends a code only once, so waiting for that with this one would be of no use.",
                next: [.advice("Come back \(known.moment(after: wait)).")])
        case .status(429, nil):
            return Finding(
                "Too many requests", "The token endpoint answered HTTP 429.",
                why: "Somebody, maybe a script on this network, asked too often.", next: [.advice("Wait some minutes.")]
            )
        case .status(let status, nil) where status >= 500:
            return Finding(
                "The provider has trouble", "The token endpoint answered HTTP \(status)\(known.page(.token)).",
                why: "That is an error of the server, not of the request.", next: [.advice("Wait some minutes.")])
        case .status(let status, nil):
            return Finding(
                "The token endpoint refused without a reason",
                "It answered HTTP \(status)\(known.page(.token)) and no error code.",
                why: "Often the client id or secret is wrong, or another server stands at that address.",
                next: [.correctClient])
        case .missing("id_token"):
            return Finding(
                "The ID token is missing", "The answer has no id_token, though the scope openid was asked for.",
                why: "OIDC Core 3.1.3.3 demands one; without it nobody knows who signed in.", next: [tell])
        case .missing(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The token answer is incomplete", "It has no \(name).", why: "RFC 6749 5.1 requires it.", next: [tell])
        case .wrongType(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The token answer is malformed", "Its \(name) is of the wrong JSON type.",
                why: "RFC 6749 5.1 says what it must be; a guess could be wrong.", next: [tell])
        case .notBound(let type):
            return Finding(
                "The access token is not bound to this login",
                "The login proved a key of its own (DPoP), and the token is of type \(quoted(type, limit: 40)).",
                why: "Only a token of type DPoP is of no use to a thief (RFC 9449 5).",
                risk: "A bearer token works in everybody's hands. It is dropped.",
                next: [.advice("Log in with --dpop never if the provider does not bind tokens.")])
        case .unknownTokenType(let type):
            return Finding(
                "Unknown kind of access token", "The token is of type \(quoted(type, limit: 40)).",
                why: "A token of a type that is not understood must not be used (RFC 6749 7.1); pixie knows Bearer.",
                next: [.advice("Register a client that gets bearer tokens.")])
        case .badCharacters(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The token has forbidden characters", "The \(name) has characters that no token may have.",
                why: "A line break in a token would end the header that carries it (RFC 6749 A.12).",
                risk: "Somebody may be trying to slip headers into later requests. The token is dropped.", next: [tell])
        case .tooLong(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The token is too long", "The \(name) has more than \(Limits.storedToken >> 10) KiB.",
                why: "Such a token fits in no request header.", next: [tell])
        }
    }
}
