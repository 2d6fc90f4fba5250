/// Signs a JSON Web Token of our own (RFC 7515 section 7.1, RFC 7519).
enum JWS {
    /// - Parameter key: Of a kind that `algorithm` signs with; anything else would be a mistake of ours.
    static func sign(
        header: JSONObject, claims: JSONObject, with key: ClientKey, _ algorithm: SignatureAlgorithm
    ) -> Secret {
        let whole: JSONObject = ["alg": .string(algorithm.rawValue)] + header
        let input =
            Base64URL.encode(JSONValue.object(whole).text.utf8) + "."
            + Base64URL.encode(JSONValue.object(claims).text.utf8)
        guard let signature = key.signature(over: Array(input.utf8), algorithm) else {
            preconditionFailure("JWS.sign: a key of the kind \(key.kind) was chosen for \(algorithm)")
        }
        return Secret(input + "." + Base64URL.encode(signature))
    }
}
