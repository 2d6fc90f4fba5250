/// An authorization request that may be put before the person: everything in it is allowed and understood.
///
/// RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core 1.0 section 3.1.2.1.
struct AuthorizationOrder: Sendable, Equatable {
    enum Prompt: String, Sendable {
        case none
        case login
        case consent
        case selectAccount = "select_account"
    }

    let redirect: RedirectTarget
    let scopes: [String]
    let nonce: String?
    let challenge: String
    let prompts: Set<Prompt>
    let maxAge: Int?
    let loginHint: String?
    let idTokenHint: String?
    /// Where the tokens are to be used (RFC 8707 section 2).
    let resources: [String]
    /// The thumbprint of the key that alone may exchange the code (`dpop_jkt`, RFC 9449 section 10).
    var key: String?

    init(_ parameters: Parameters, redirect: RedirectTarget) throws(OAuthError) {
        self.redirect = redirect
        if parameters.repeatedName != nil {
            throw OAuthError(.invalidRequest, "A parameter is there more than once.")
        }
        try Self.refuseWhatIsNotOffered(parameters)
        scopes = try Self.scopes(parameters["scope"])
        challenge = try Self.challenge(parameters)
        resources = try Self.resources(parameters)
        prompts = try Self.prompts(parameters["prompt"])
        maxAge = try Self.maxAge(parameters["max_age"])
        nonce = parameters["nonce"]
        loginHint = parameters["login_hint"]
        idTokenHint = parameters["id_token_hint"]
        key = parameters["dpop_jkt"]
    }

    private static func refuseWhatIsNotOffered(_ parameters: Parameters) throws(OAuthError) {
        if parameters["request"] != nil {
            throw OAuthError(.requestNotSupported, "Request objects are not offered here.")
        }
        if parameters["request_uri"] != nil {
            throw OAuthError(.requestURINotSupported, "Request objects by reference are not offered here.")
        }
        if parameters["registration"] != nil {
            throw OAuthError(.registrationNotSupported, "The registration parameter is not offered here.")
        }
        guard let responseType = parameters["response_type"] else {
            throw OAuthError(.invalidRequest, "response_type is missing. It must be code.")
        }
        guard responseType == "code" else {
            throw OAuthError(.unsupportedResponseType, "The only response_type here is code.")
        }
        if let mode = parameters["response_mode"], mode != "query", mode != "form_post" {
            throw OAuthError(.invalidRequest, "A response_mode here is query or form_post.")
        }
    }

    /// The scopes that are known here; others are left out (OpenID Connect Core 1.0 section 3.1.2.1).
    static func scopes(_ text: String?) throws(OAuthError) -> [String] {
        guard let text else {
            throw OAuthError(.invalidScope, "scope is missing. It must name what is asked for, such as openid.")
        }
        var known: [String] = []
        for name in text.split(separator: " ").map(String.init) where Person.scopes.contains(name) {
            if !known.contains(name) { known.append(name) }
        }
        guard !known.isEmpty else {
            throw OAuthError(.invalidScope, "None of the scopes is known here.")
        }
        return known
    }

    /// S256 and nothing else: `plain` protects nobody who can read the request (RFC 7636 section 7.2).
    private static func challenge(_ parameters: Parameters) throws(OAuthError) -> String {
        guard let challenge = parameters["code_challenge"] else {
            throw OAuthError(.invalidRequest, "code_challenge is missing. PKCE is required here (RFC 7636).")
        }
        // Without code_challenge_method the challenge would be a plain one (RFC 7636 section 4.3).
        guard parameters["code_challenge_method"] == "S256" else {
            throw OAuthError(.invalidRequest, "code_challenge_method must be S256. plain is not accepted.")
        }
        guard challenge.utf8.count == 43, Base64URL.decode(challenge)?.count == 32 else {
            throw OAuthError(.invalidRequest, "code_challenge is not the base64url text of a SHA-256 hash.")
        }
        return challenge
    }

    private static func resources(_ parameters: Parameters) throws(OAuthError) -> [String] {
        let all = parameters.all("resource")
        guard all.allSatisfy({ $0.contains("://") && !$0.contains("#") }) else {
            throw OAuthError(.invalidTarget, "resource is an absolute address without a fragment (RFC 8707 section 2).")
        }
        return all
    }

    private static func prompts(_ text: String?) throws(OAuthError) -> Set<Prompt> {
        var prompts: Set<Prompt> = []
        for name in (text ?? "").split(separator: " ") {
            guard let prompt = Prompt(rawValue: String(name)) else {
                throw OAuthError(.invalidRequest, "A value of prompt is not known here.")
            }
            prompts.insert(prompt)
        }
        if prompts.contains(.none), prompts.count > 1 {
            throw OAuthError(.invalidRequest, "prompt=none cannot stand with other values.")
        }
        return prompts
    }

    private static func maxAge(_ text: String?) throws(OAuthError) -> Int? {
        guard let text else { return nil }
        guard text.count <= 10, text.allSatisfy({ ("0"..."9").contains($0) }), let seconds = Int(text) else {
            throw OAuthError(.invalidRequest, "max_age is not a number of seconds.")
        }
        return seconds
    }
}
