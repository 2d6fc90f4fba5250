import LoginFlow

extension Lesson {
    /// What a step is for. Read one after the other they tell what PKCE is.
    static func step(_ step: Step) -> Lesson {
        switch step {
        case .profile:
            Lesson(
                "Says at which provider you log in (the issuer), as which application (the client identifier), and what "
                    + "for (the scopes). Nothing is sent in this step.",
                from: "The issuer and the client identifier come from whoever registered the application at the "
                    + "provider.",
                against:
                    "A mistyped issuer would be another provider. So pixie asks the issuer itself who it is, in the "
                    + "next step, and goes no further when it names another one.", "RFC 6749 2.2, OIDC Core 1.2")
        case .discover:
            Lesson(
                "The provider publishes a document with its addresses: where people sign in, where a code becomes "
                    + "tokens, and which keys sign them.",
                from: "Fetched from the issuer over TLS, at a fixed place below its address.",
                against: "A document of somebody else could send your code to their server. It has to name exactly the "
                    + "issuer that was asked, and https addresses only.", "OIDC Discovery 4, RFC 8414 3")
        case .request:
            Lesson(
                "pixie draws a random secret, the code verifier, keeps it, and sends only its SHA-256 hash, the code "
                    + "challenge. That is PKCE, proof key for code exchange. A hash cannot be turned back, so whoever "
                    + "sees the challenge does not know the verifier.",
                from: "Verifier, state and nonce are drawn anew for each attempt by this machine's random source.",
                against: "Without PKCE the code alone is enough for tokens, and the code travels through the browser, "
                    + "where other programs, extensions, histories and logs may see it.",
                "RFC 7636 1, 4.1, 4.2; RFC 9700 2.1.1")
        case .signIn:
            Lesson(
                "You sign in at the provider, in any browser. pixie never sees your password. The provider remembers the "
                    + "challenge beside your login and sends the browser back with a one-time code and the state.",
                from: "The code is made by the provider. It lives for a minute or so, and can be used once.",
                against: "The state shows that the answer belongs to this attempt: somebody else's answer, slipped to "
                    + "your browser, would sign you in as them. iss shows that it comes from the provider you chose.",
                "RFC 6749 4.1.2, 10.12; RFC 9207")
        case .exchange:
            Lesson(
                "pixie sends the code together with the verifier to the token endpoint. The provider hashes the verifier "
                    + "and compares it with the challenge of the Request step. Only when both are equal does it give "
                    + "tokens.",
                from: "This request goes from pixie to the provider directly, over TLS, not through the browser. It is "
                    + "sent once.",
                against: "A thief who caught the code does not have the verifier: the code is worth nothing to them. "
                    + "That is the whole of PKCE: the login can be finished only by the program that began it.",
                "RFC 7636 4.5, 4.6; RFC 6749 4.1.3")
        case .tokens:
            Lesson(
                "The access token opens the API. The ID token says who signed in. The refresh token gets new tokens "
                    + "without a browser.",
                from: "Made by the provider and sent in the answer to the exchange.",
                against:
                    "A token that was made for somebody else, is too old, or is signed by a stranger looks the same "
                    + "at a glance. So every claim that has a rule is checked, and the evidence is listed.",
                "RFC 6749 1.4, 1.5; OIDC Core 2, 3.1.3.7")
        }
    }
}
