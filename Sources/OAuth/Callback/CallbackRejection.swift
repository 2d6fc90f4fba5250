/// Why an address is not the answer to this login.
///
/// Nothing of it is used, and the wait goes on.
public enum CallbackRejection: Error, Sendable, Equatable {
    case notAnAddress
    case tooLong
    /// It leads somewhere else than the redirect URI. Both texts are the part that differs.
    case wrongRedirect(part: Part, expected: String, found: ForeignText)
    case badEncoding
    case repeated(name: ForeignText)
    case stateMissing
    case stateEmpty
    case stateWrong(found: ForeignText)
    /// This provider knows no state, and none was sent.
    case stateUnasked(found: ForeignText)
    case issuerMissing
    case issuerWrong(expected: String, found: ForeignText)
    /// The provider is known not to name itself, so the answer may be of another one.
    case issuerUnasked(found: ForeignText)
    case codeMissing
    case codeEmpty
    case codeAndError

    /// The part of the address in which it differs from the redirect URI (RFC 3986 section 3).
    public enum Part: String, Sendable, Hashable, CaseIterable {
        case scheme, userinfo, host, port, path, query, fragment
    }

    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .notAnAddress: "not_an_address"
        case .tooLong: "too_long"
        case .wrongRedirect: "redirect_mismatch"
        case .badEncoding: "bad_encoding"
        case .repeated: "repeated_parameter"
        case .stateMissing: "state_missing"
        case .stateEmpty: "state_empty"
        case .stateWrong: "state_mismatch"
        case .stateUnasked: "state_unasked"
        case .issuerMissing: "iss_missing"
        case .issuerWrong: "iss_mismatch"
        case .issuerUnasked: "iss_unasked"
        case .codeMissing: "code_missing"
        case .codeEmpty: "code_empty"
        case .codeAndError: "code_and_error"
        }
    }

    public var message: String {
        switch self {
        case .notAnAddress:
            "That is not one whole address. Copy everything in the browser's address bar, from the scheme to the end."
        case .tooLong:
            "That is longer than \(Limits.address / 1024) KiB, too long for an answer. Copy the address alone."
        case .wrongRedirect(.fragment, _, _):
            "The answer came behind #, where only the browser sees it, or twice. pixie asked for it in the query; "
                + "start a new login."
        case .wrongRedirect(let part, let expected, let found):
            "That address does not lead to this login: its \(part.noun) is \"\(found.safe(limit: 100))\", expected "
                + "\"\(expected)\". Copy the address of the browser window in which you signed in."
        case .badEncoding:
            "The percent encoding of that address is broken. Copy it again from the browser's address bar."
        case .repeated(let name):
            "The parameter \(name.safe(limit: 60)) is there more than once, so it is not clear which one counts "
                + "(RFC 6749 3.1). Nothing was sent. Start a new login if it happens again."
        case .stateMissing:
            "There is no state, so pixie cannot tell whose login this is. The opener or chat cut the address at the "
                + "first &. Copy or print the address to open it whole, and paste the whole answer."
        case .stateEmpty:
            "The state is empty, so pixie cannot tell whose login this is. Nothing was sent; sign in again with the "
                + "address shown here."
        case .stateWrong:
            "The state is of another login. Somebody could be trying to sign you in to a foreign account; an old "
                + "browser tab looks the same. Nothing was sent; use the address shown here."
        case .stateUnasked:
            "There is a state in it, but this provider is sent none and returns none, so the answer is of another "
                + "login. Nothing was sent; sign in again with the address shown here."
        case .issuerMissing:
            "The provider promises to name itself in every answer (iss), but this one does not, so it may be of "
                + "another provider (RFC 9207 2.4). Nothing was sent; sign in again with the address shown here."
        case .issuerWrong(let expected, let found):
            "The answer is of another provider: it names \"\(found.safeAddress(limit: 100))\", expected \"\(expected)\" "
                + "(RFC 9207 2.4). Nothing was sent; sign in again with the address shown here."
        case .issuerUnasked(let found):
            "The answer names \"\(found.safeAddress(limit: 100))\" as its issuer, but this provider names none, so it may "
                + "be of another one (RFC 9207 2.4). Nothing was sent; sign in again with the address shown here."
        case .codeMissing:
            "There is neither a code nor an error in it. Copy the address on which the browser ends after signing in."
        case .codeEmpty:
            "The code is empty. Copy the whole address again, or sign in again with the address shown here."
        case .codeAndError:
            "There is both a code and an error in it; an answer is one of the two. Nothing was sent; sign in again."
        }
    }
}

extension CallbackRejection.Part {
    var noun: String {
        switch self {
        case .scheme: "scheme"
        case .userinfo: "part before @"
        case .host: "host"
        case .port: "port"
        case .path: "path"
        case .query: "query"
        case .fragment: "part behind #"
        }
    }
}
