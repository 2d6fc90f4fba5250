/// Why an answer of the token endpoint gives no tokens.
///
/// The code is spent in every case.
public enum TokenFault: Error, Sendable, Equatable {
    /// A successful status, but no JSON.
    case notJSON(kind: BodyKind, status: Int)
    case badJSON(JSONFault)
    /// A redirect. It is never followed: it would carry code and verifier to another place (RFC 9700 4.12).
    case redirected(to: ForeignText?)
    case oauth(TokenError)
    /// An error status without a reason in JSON, or one that asks to wait.
    case status(Int, retryAfter: Double?)
    /// A required member is not there.
    case missing(String)
    /// A member is of another JSON type than it must be.
    case wrongType(String)
    case unknownTokenType(ForeignText)
    /// The request proved a key (DPoP), and the token is not bound to it.
    case notBound(ForeignText)
    /// A token has characters that would end a header line or split a credential.
    case badCharacters(String)
    case tooLong(String)

    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .notJSON: "token_not_json"
        case .badJSON: "token_bad_json"
        case .redirected: "token_redirected"
        case .oauth(let error): error.reason
        case .status: "token_http_status"
        case .missing: "token_member_missing"
        case .wrongType: "token_member_type"
        case .unknownTokenType: "token_type_unknown"
        case .notBound: "token_not_bound"
        case .badCharacters: "token_characters"
        case .tooLong: "token_too_long"
        }
    }

    public var message: String {
        switch self {
        case .notJSON(.empty, let status):
            "The token endpoint answered HTTP \(status) without any content. Start again."
        case .notJSON(.html, _):
            "That is not a token answer: HTML. A proxy or the network's login page may have answered instead. Open any "
                + "web page in a browser, then start again."
        case .notJSON(.form, _):
            "That is not a token answer in JSON but form-encoded text (RFC 6749 5.1 demands JSON). Nothing of it is "
                + "used."
        case .notJSON(.other, let status):
            "The token endpoint answered HTTP \(status), but not with JSON. Check that the issuer is the right one."
        case .badJSON(let fault):
            "The token answer cannot be read. \(fault.message) Nothing of it is used; start again."
        case .redirected(let target?):
            "The token endpoint wanted to redirect to \(target.safeAddress(limit: 120)). That is not followed, since code and "
                + "verifier would go there. Ask whoever runs the provider."
        case .redirected(nil):
            "The token endpoint wanted to redirect. That is not followed, since code and verifier would go there. Ask "
                + "whoever runs the provider."
        case .oauth(let error):
            error.message
        case .status(let status, let wait?):
            "The token endpoint answered HTTP \(status). Try again after \(Self.wait(wait)), with a new login."
        case .status(429, nil):
            "The token endpoint answered HTTP 429: too many requests. Wait some minutes, then start again."
        case .status(let status, nil) where status >= 500:
            "The token endpoint answered HTTP \(status): the provider has a problem. Try again later."
        case .status(let status, nil):
            "The token endpoint answered HTTP \(status) without a reason. Check client id and issuer, then start again."
        case .missing("id_token"):
            "The answer has no id_token, though openid was asked for (OIDC Core 3.1.3.3). Nothing of it is "
                + "used."
        case .missing(let name):
            "The token answer has no \(name), which RFC 6749 5.1 requires. Nothing of it is used."
        case .wrongType(let name):
            "The token answer has a \(name) of the wrong type. Nothing of it is used."
        case .unknownTokenType(let type):
            "The access token is of type \"\(type.safe(limit: 40))\", which pixie does not know how to use "
                + "(RFC 6749 7.1). Nothing of it is used."
        case .notBound(let type):
            "This login proved a key of its own (DPoP), but the access token is of type \"\(type.safe(limit: 40))\": it "
                + "would work in the hands of everybody who gets it (RFC 9449 5). Nothing of it is used. If the provider "
                + "does not bind tokens, log in with --dpop never."
        case .badCharacters(let name):
            "The \(name) has characters that no token may have, such as a line break (RFC 6749 A.12). Nothing of it is "
                + "used."
        case .tooLong(let name):
            "The \(name) is longer than \(Limits.storedToken / 1024) KiB. Nothing of it is used."
        }
    }

    private static func wait(_ seconds: Double) -> String {
        seconds < 60 ? "\(Int(seconds.rounded(.up))) s" : Durations.short(seconds)
    }

    /// The one check that failed, for the list of evidence.
    public var checks: [Check] {
        let (id, expected, found, clause): (String, String, String, String) =
            switch self {
            case .notJSON(let kind, let status):
                ("token.answer", "JSON", "HTTP \(status), \(kind.noun)", "RFC 6749 5.1")
            case .badJSON(let fault): ("token.answer", "well-formed JSON", fault.message, "RFC 8259")
            case .redirected(let target):
                (
                    "token.answer", "no redirect",
                    "a redirect" + (target.map { " to " + $0.safeAddress(limit: 200) } ?? ""), "RFC 9700 4.12"
                )
            case .oauth(let error):
                ("token.answer", "tokens", "HTTP \(error.status), error \(error.shownCode)", "RFC 6749 5.2")
            case .status(let status, _): ("token.answer", "HTTP 200", "HTTP \(status)", "RFC 6749 5.1")
            case .missing("token_type"): ("token.type", "Bearer", "none", "RFC 6749 7.1")
            case .missing(let name): ("token." + name, name, "none", "RFC 6749 5.1")
            case .wrongType("token_type"): ("token.type", "Bearer", "of the wrong type", "RFC 6749 5.1")
            case .wrongType(let name): ("token." + name, name, "of the wrong type", "RFC 6749 5.1")
            case .unknownTokenType(let type): ("token.type", "Bearer", type.safe(limit: 40), "RFC 6749 7.1")
            case .notBound(let type): ("token.type", "DPoP", type.safe(limit: 40), "RFC 9449 5")
            case .badCharacters(let name): ("token." + name, "visible ASCII", "other characters", "RFC 6749 A.12")
            case .tooLong(let name):
                ("token." + name, "at most \(Limits.storedToken) octets", "more", "limit of pixie")
            }
        return [Check(id, .failed, expected: expected, found: ForeignText(found), clause: clause)]
    }
}
