extension Lesson {
    /// A parameter of a request, a form field, or a member of an answer; nil for a name that is not known.
    static func parameter(_ name: String) -> Lesson? { authorization[name] ?? token[name] ?? answer[name] }

    /// What is in the address that the browser opens.
    private static let authorization: [String: Lesson] = [
        "response_type": Lesson(
            "Asks for a one-time code.", from: "Always code: pixie has no other way.",
            against: "Tokens in the browser's address would stand in histories and logs.",
            "RFC 6749 4.1.1, RFC 9700 2.1.2"),
        "client_id": Lesson(
            "Says which application asks. It is public and proves nothing by itself.",
            from: "Given by the provider when the application was registered; you or the profile named it.",
            "RFC 6749 2.2"),
        "redirect_uri": Lesson(
            "Where the browser brings the answer: a port of this machine, or an address that was registered. The same "
                + "value is sent again with the code.",
            from: "Made by pixie when it opened the port, or taken from the profile.",
            against: "Somebody could have your code sent to an address of theirs. The provider compares it with the "
                + "registered ones.", "RFC 6749 3.1.2, 4.1.3; RFC 8252 7.3"),
        "scope": Lesson(
            "What the tokens may be used for. openid asks for an ID token as well, offline_access for a refresh token.",
            from: "You or the profile named them.",
            against: "A token that may do less does less harm when it is lost. Ask for what is needed.",
            "RFC 6749 3.3, OIDC Core 5.4, 11"),
        "state": Lesson(
            "A random value that has to come back unchanged with the answer.",
            from: "256 bits of this machine's random source, new for each attempt.",
            against: "Login forgery: an answer of somebody else's login, slipped to your browser, does not have it and "
                + "is not used.", "RFC 6749 10.12, RFC 9700 4.7"),
        "nonce": Lesson(
            "A random value that has to come back inside the signed ID token.",
            from: "256 bits of this machine's random source, new for each attempt.",
            against: "A stolen or old ID token, replayed to pixie, carries another nonce or none.",
            "OIDC Core 3.1.2.1, 15.5.2"),
        "code_challenge": Lesson(
            "The SHA-256 hash of the code verifier, as base64url. The provider keeps it with your login and asks for the "
                + "verifier before it gives tokens.",
            from: "Computed by pixie from the verifier, which stays here until the exchange.",
            against:
                "A code that somebody catches on its way through the browser is worth nothing without the verifier, "
                + "and a hash cannot be turned back into it.", "RFC 7636 4.2"),
        "code_challenge_method": Lesson(
            "S256: the challenge is a SHA-256 hash.", from: "Always S256.",
            against: "With plain the challenge would be the verifier itself: whoever sees the request could finish the "
                + "login. pixie never sends plain.", "RFC 7636 4.2, 4.3; RFC 9700 2.1.1"),
        "request_uri": Lesson(
            "The name that the provider gave to the pushed request. The parameters themselves do not go through the "
                + "browser.",
            from: "The answer to the pushed request.",
            against: "Nobody on the way can read or change what was asked for.", "RFC 9126 4"),
        "resource": Lesson(
            "The API for which the token is wanted.", from: "You or the profile named it.",
            against: "A token that is made for one API cannot be used at another one.", "RFC 8707 2"),
        "prompt": Lesson(
            "How the provider treats you: login asks for the password again, consent asks for permission again, "
                + "select_account lets you choose, none shows no page.",
            from: "You or the profile added it.", "OIDC Core 3.1.2.1"),
        "max_age": Lesson(
            "How old your sign-in at the provider may be, in seconds.", from: "You or the profile added it.",
            against: "A browser that somebody left open counts as a person for a long time.", "OIDC Core 3.1.2.1"),
        "login_hint": Lesson(
            "Which account you want, so that the form is filled in.", from: "You or the profile added it.",
            "OIDC Core 3.1.2.1"),
        "acr_values": Lesson(
            "How strong the sign-in should be, in the provider's own levels.", from: "You or the profile added it.",
            "OIDC Core 3.1.2.1"),
        "ui_locales": Lesson(
            "The languages of the provider's pages.", from: "You or the profile added it.", "OIDC Core 3.1.2.1"),
        "display": Lesson(
            "How the provider lays its pages out.", from: "You or the profile added it.", "OIDC Core 3.1.2.1"),
        "claims": Lesson(
            "Single claims that are wanted.", from: "You or the profile added it.", "OIDC Core 5.5"),
        "response_mode": Lesson(
            "How the answer comes: query puts it into the address, form_post sends it as a form.",
            from: "The profile, or the provider's rules.",
            "OAuth 2.0 Multiple Response Types 2.1, OAuth 2.0 Form Post Response Mode"),
        "audience": Lesson(
            "The API for which the token is wanted, by the provider's own name for it.",
            from: "You or the profile added it.", "Auth0 and others; the standard has resource (RFC 8707)"),
        "access_type": Lesson(
            "offline asks for a refresh token.", from: "You or the profile added it.",
            "Google; others use the scope offline_access"),
        "provider": Lesson(
            "Which way of signing in the provider offers first.", from: "The profile, or the provider's rules.",
            "WorkOS"),
        "organization_id": Lesson(
            "The organisation in which you sign in.", from: "You or the profile added it.", "WorkOS"),
        "dpop_jkt": Lesson(
            "Fingerprint of the key to which code and tokens are to be bound.",
            from: "Computed from a key of this login.",
            against: "A stolen code or token does not work without the key.", "RFC 9449 10"),
    ]

    /// What goes to the provider directly: form fields and headers.
    private static let token: [String: Lesson] = [
        "grant_type": Lesson(
            "What the tokens are asked for with: authorization_code for the code of a login, refresh_token for new "
                + "tokens, device_code for a login on another device.",
            from: "pixie, by what it is doing.", "RFC 6749 4.1.3, 6; RFC 8628 3.4"),
        "code": Lesson(
            "The one-time code that the browser brought. It is spent now.",
            from: "Made by the provider after you had signed in.",
            against: "It counts once and for a short time, so one that is found later in a log is of no use.",
            "RFC 6749 4.1.2, 4.1.3"),
        "code_verifier": Lesson(
            "The random secret whose hash was sent as code_challenge. The provider hashes it and compares.",
            from: "Drawn by this machine for this attempt; never sent before, never through the browser.",
            against: "Only the program that began the login can finish it: whoever stole the code does not have this.",
            "RFC 7636 4.1, 4.5, 4.6"),
        "client_secret": Lesson(
            "The application's password at the provider.", from: "The profile, or the file that you named.",
            against: "Nobody else can ask for tokens in the name of the application.", "RFC 6749 2.3.1"),
        "refresh_token": Lesson(
            "Gets new tokens without a browser. Treat it like a password.",
            from: "Given by the provider with the tokens of the login, or with the last refresh.",
            against: "Providers that give a new one each time notice a stolen one: it was used before.",
            "RFC 6749 6, RFC 9700 4.14"),
        "client_assertion": Lesson(
            "A signed statement that says which application asks; used in place of a secret.",
            from: "Signed by pixie with the application's private key, new for each request.",
            against: "The key itself is never sent, so nothing that is sent can be used again.", "RFC 7523 2.2"),
        "client_assertion_type": Lesson(
            "Says that the assertion is a JWT.", from: "A fixed value.", "RFC 7523 2.2"),
        "token": Lesson(
            "The token that the request is about.", from: "The session.", "RFC 7009 2.1, RFC 7662 2.1"),
        "token_type_hint": Lesson(
            "Which kind of token it is, so that the provider finds it at once.", from: "pixie.", "RFC 7009 2.1"),
        "device_code": Lesson(
            "What pixie asks with whether you have entered the code on the other device.",
            from: "The provider's answer to the request for a code.",
            against: "It never leaves pixie: who sees only the short code on the screen cannot get the tokens.",
            "RFC 8628 3.4"),
        "Accept": Lesson("Asks for an answer in JSON.", from: "pixie.", "RFC 9110 12.5.1"),
        "Accept-Encoding": Lesson(
            "Says that the answer must not be packed.", from: "pixie.",
            against: "A small packed answer can become a huge one.", "RFC 9110 12.5.3"),
        "Content-Type": Lesson("The format of what is sent or answered.", from: "Who sends it.", "RFC 9110 8.3"),
        "Authorization": Lesson(
            "Proves who asks: with Basic the application by its secret, with Bearer the holder of the access token.",
            from: "pixie, from the client secret or the access token.", "RFC 6749 2.3.1, RFC 6750 2.1"),
        "DPoP": Lesson(
            "A proof, signed for this one request, that pixie has the key to which the tokens are bound.",
            from: "Signed by pixie with a key of this login.",
            against: "A stolen token does not work without the key.", "RFC 9449 4"),
    ]

    /// What comes back.
    private static let answer: [String: Lesson] = [
        "access_token": Lesson(
            "The token for the API. It is not made for pixie to read.", from: "Made by the provider.",
            against: "Whoever has it can use the API until it ends, so it stays masked here.", "RFC 6749 1.4, 5.1"),
        "token_type": Lesson(
            "How the access token is presented: Bearer means that having it is enough.", from: "The provider.",
            "RFC 6749 7.1"),
        "expires_in": Lesson(
            "For how many seconds the access token is good, from the answer on.", from: "The provider.",
            against: "A stolen token is of use for that long only.", "RFC 6749 5.1"),
        "id_token": Lesson(
            "Says who signed in, when, and for which client; signed by the provider.", from: "Made by the provider.",
            "OIDC Core 2, 3.1.3.3"),
        "error": Lesson("Why the provider refused, as a fixed word.", from: "The provider.", "RFC 6749 4.1.2.1, 5.2"),
        "error_description": Lesson(
            "The same in the provider's words.", from: "The provider.", "RFC 6749 4.1.2.1, 5.2"),
        "error_uri": Lesson("A page about the error.", from: "The provider.", "RFC 6749 4.1.2.1, 5.2"),
        "iss": Lesson(
            "The provider names itself in its answer.", from: "The provider.",
            against: "A login begun at one provider cannot be finished with a code of another one (mix-up).",
            "RFC 9207 2"),
        "user_code": Lesson(
            "The short code that you enter on the other device.", from: "The provider.", "RFC 8628 3.2"),
        "Cache-Control": Lesson(
            "no-store: nobody on the way may keep a copy of the tokens.", from: "The provider.",
            against: "Tokens in the cache of a proxy.", "RFC 6749 5.1, RFC 9111 5.2"),
        "Pragma": Lesson("no-cache: the same for old caches.", from: "The provider.", "RFC 6749 5.1"),
        "Date": Lesson(
            "The server's clock. When it differs from this machine's, tokens seem too old or too new.",
            from: "The provider.", "RFC 9110 6.6.1"),
        "WWW-Authenticate": Lesson(
            "How the server wants to be asked, or why it refused.", from: "The provider.", "RFC 9110 11.6.1"),
        "Set-Cookie": Lesson(
            "A cookie. pixie keeps none and sends none.", from: "The provider, or what stands before it.",
            "RFC 6265 4.1"),
        "Location": Lesson(
            "Where a redirect leads. What carries a secret is never redirected.", from: "The provider.",
            "RFC 9110 10.2.2"),
        "Retry-After": Lesson("How long to wait before asking again.", from: "The provider.", "RFC 9110 10.2.3"),
        "DPoP-Nonce": Lesson(
            "A value that the next proof must carry.", from: "The provider.",
            against: "Proofs that were made in advance.", "RFC 9449 8"),
        "Strict-Transport-Security": Lesson(
            "Tells browsers to use https only.", from: "The provider.", "RFC 6797 6.1"),
    ]
}
