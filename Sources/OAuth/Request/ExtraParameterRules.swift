/// What a person may add to an authorization request.
enum ExtraParameterRules {
    /// Set by pixie, or able to replace what pixie set (RFC 9101 request objects), or to put a secret into an address.
    static let reserved: Set<String> = [
        "client_assertion", "client_assertion_type", "client_id", "client_secret", "code", "code_challenge",
        "code_challenge_method", "code_verifier", "dpop_jkt", "nonce", "redirect_uri", "request", "request_uri",
        "response_type", "scope", "state",
    ]

    static func judge(_ pairs: [FormPair]) throws(ClientFault) {
        var seen: Set<String> = []
        for pair in pairs {
            guard !pair.name.isEmpty else { throw .emptyParameterName }
            let name = ForeignText(pair.name)
            guard !reserved.contains(pair.name) else { throw .reservedParameter(pair.name) }
            guard pair.name.unicodeScalars.allSatisfy(DisplaySafety.isPlain) else {
                throw .badParameter(name: name, why: "has a control or invisible character in its name. Remove it.")
            }
            guard pair.value.utf8.count <= Limits.parameterValue else {
                throw .badParameter(name: name, why: "is longer than \(Limits.parameterValue) octets. Shorten it.")
            }
            guard pair.value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
                throw .badParameter(name: name, why: "has a control character in its value. Remove it.")
            }
            // RFC 6749 3.1 forbids repetition, RFC 8707 2 allows it for `resource`.
            guard seen.insert(pair.name).inserted || pair.name == "resource" else { throw .repeatedParameter(name) }
            try judgeValue(of: pair)
        }
    }

    private static func judgeValue(of pair: FormPair) throws(ClientFault) {
        switch pair.name {
        case "resource":
            guard let parts = try? URIParts(pair.value) else {
                throw .badParameter(name: ForeignText(pair.name), why: "must be an absolute address (RFC 8707 2).")
            }
            guard parts.userinfo == nil else {
                throw .badParameter(name: ForeignText(pair.name), why: "must have no name or password before @.")
            }
            guard parts.fragment == nil else {
                throw .badParameter(name: ForeignText(pair.name), why: "must have no part behind # (RFC 8707 2).")
            }
        case "response_mode":
            // Any other would move the answer out of pixie's sight.
            guard pair.value == "query" || pair.value == ClientConfiguration.formPost else {
                throw .badParameter(
                    name: ForeignText(pair.name), why: "is query or form_post: pixie sees no other answer.")
            }
        case "max_age":
            guard (1...9).contains(pair.value.utf8.count), pair.value.utf8.allSatisfy(PercentCoding.isDigit) else {
                throw .badParameter(
                    name: ForeignText(pair.name), why: "must be a number of seconds, 0 or more (OIDC Core 3.1.2.1).")
            }
        default:
            break
        }
    }
}
