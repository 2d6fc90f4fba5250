import DemoProvider

/// What a token endpoint is about to answer, as long as a fault can still change it.
struct TokenReply: Sendable {
    /// A token before it is signed, and perhaps encrypted.
    struct Token: Sendable {
        var header: JSON
        var claims: JSON
        var key: Signer
        var sealing: Sealing?
        /// Sent in its place.
        var replacement: String?

        init(_ claims: JSON, by key: Signer, type: String = "JWT", sealing: Sealing? = nil) {
            header = key.header(type: type)
            self.claims = claims
            self.key = key
            self.sealing = sealing
        }

        var text: String {
            if let replacement { return replacement }
            let signed = key.token(header: header, claims: claims)
            return sealing.map { $0.seal(signed) } ?? signed
        }
    }

    /// Members before and behind the tokens, in the order of the system.
    var members: JSON
    var access: Token?
    var identity: Token?

    var document: JSON {
        var document = members
        if let access { document["access_token"] = .string(access.text) }
        if let identity { document["id_token"] = .string(identity.text) }
        return document
    }
}
