/// Why a parameter is in the authorization request.
enum ParameterGlossary {
    struct Entry {
        /// A few words for a list.
        let short: String
        /// Sentences for the selected one.
        let why: String
        let source: String
    }

    static func entry(_ name: String) -> Entry {
        switch name {
        case "response_type":
            Entry(
                short: "asks for a one-time code",
                why: "Asks for a one-time code. Tokens never travel through the browser's address.",
                source: "RFC 6749 4.1.1")
        case "client_id":
            Entry(
                short: "which application asks",
                why: "Says which application asks. It is public: it proves nothing by itself.", source: "RFC 6749 2.2")
        case "redirect_uri":
            Entry(
                short: "where the answer goes",
                why: "Where the browser brings the answer. It must be registered at the provider, so that nobody can "
                    + "have your code sent elsewhere.", source: "RFC 6749 3.1.2, RFC 8252 7.3")
        case "scope":
            Entry(
                short: "what the tokens may do",
                why: "What the tokens may do. openid asks for an ID token as well.", source: "RFC 6749 3.3")
        case "state":
            Entry(
                short: "ties the answer to this request",
                why: "A random value that must come back unchanged. An answer without it belongs to another login and "
                    + "is not used.", source: "RFC 6749 10.12")
        case "nonce":
            Entry(
                short: "ties the ID token to this request",
                why: "A random value that must come back inside the signed ID token. An old or stolen token does not "
                    + "have it.", source: "OIDC Core 3.1.2.1")
        case "code_challenge":
            Entry(
                short: "SHA-256 of the verifier",
                why: "The hash of the verifier. The provider keeps it, and later gives tokens only to who shows the "
                    + "verifier itself. A code that somebody steals on the way is worth nothing.",
                source: "RFC 7636 4.2")
        case "code_challenge_method":
            Entry(
                short: "the challenge is a hash",
                why: "S256: the challenge is a SHA-256 hash. plain would send the verifier itself, and pixie never "
                    + "does.",
                source: "RFC 7636 4.3")
        default:
            Entry(
                short: "added by you", why: "You added this parameter. Its meaning is the provider's.",
                source: "RFC 6749 8.2")
        }
    }
}
