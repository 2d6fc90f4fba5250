import DemoProvider

extension FaultList {
    static let tokens = [
        reply(
            "tok-type-missing", .token, .reject, "token_type is not there.",
            in: [.workosConnect, .banno, .microauth, .singpass]
        ) {
            $0.members["token_type"] = nil
        },
        reply("tok-type-bearer", .token, .reject, "token_type is Bearer after a DPoP proof.", in: [.singpass]) {
            $0.members["token_type"] = "Bearer"
        },
        reply(
            "tok-no-expires-in", .token, .accept, "expires_in is not there.",
            in: [.workosConnect, .banno, .microauth, .singpass]
        ) {
            $0.members["expires_in"] = nil
        },
        reply("tok-jwt-unparsable", .token, .accept, "The access token is no JWT.", in: [.workos, .myinfo]) {
            $0.access?.replacement = "not.a-token.at-all"
        },
        reply("tok-jwt-expired", .token, .accept, "The access token ended an hour ago.", in: [.workos, .myinfo]) {
            guard let now = $0.access?.claims["iat"]?.integer else { return }
            $0.access?.claims["exp"] = .integer(now - 3600)
        },
        reply("tok-jwt-aud", .token, .accept, "aud of the access token is another one.", in: [.workos, .workosConnect])
        {
            $0.access?.claims["aud"] = "https://other.example"
        },
    ]

    static let idToken = [
        identity(
            "idt-alg", "It is signed with ES256, where the key set has RSA keys only.",
            in: [.workosConnect, .microauth]
        ) {
            guard let other = try? Signer(.es256, id: $0.key.id) else { return }
            $0.key = other
            $0.header["alg"] = "ES256"
        },
        identity("idt-kid", "kid is unknown.") { $0.header["kid"] = "unknown" },
        identity("idt-none", "It is not signed.") { $0.header["alg"] = "none" },
        identity("idt-nonce", "nonce is another one.") { $0.claims["nonce"] = "another-nonce-that-nobody-ever-sent" },
        identity("idt-aud", "aud is another client.") { $0.claims["aud"] = "another-client" },
        identity("idt-iss", "iss is another one.") { $0.claims["iss"] = "https://other.example" },
        identity("idt-expired", "It ended an hour ago.") { token in
            guard let now = token.claims["iat"]?.integer else { return }
            token.claims["exp"] = .integer(now - 3600)
        },
        reply("idt-skew-299", .idToken, .accept, "iat lies 299 seconds ahead.", in: identified) {
            later(&$0, by: 299)
        },
        // A second over the tolerance would be within it by the time that a busy machine looks.
        reply("idt-skew-over", .idToken, .reject, "iat lies more than 301 seconds ahead.", in: identified) {
            later(&$0, by: 340)
        },
        identity("idt-tag", "The tag of the encryption does not fit.", in: [.singpass]) {
            $0.sealing?.breaksTag = true
        },
        identity("idt-not-encrypted", "It is signed, but not encrypted.", in: [.singpass]) { $0.sealing = nil },
        Fault(
            id: "res-tag", stage: .resource, expectation: .reject,
            says: "The tag of the encrypted user data does not fit.", systems: [.myinfo, .singpass],
            deed: .resource { $0.sealing?.breaksTag = true }),
        Fault(
            id: "res-signature", stage: .resource, expectation: .reject,
            says: "The user data is signed with a key that is in no key set.", systems: [.myinfo, .singpass],
            deed: .resource { if let other = try? Signer(.es256, id: $0.key.id) { $0.key = other } }),
    ]

    private static func later(_ reply: inout TokenReply, by seconds: Int) {
        guard let now = reply.identity?.claims["iat"]?.integer else { return }
        reply.identity?.claims["iat"] = .integer(now + seconds)
        reply.identity?.claims["exp"] = .integer(now + seconds + 3600)
    }

    private static func reply(
        _ id: String, _ stage: Fault.Stage, _ expectation: Fault.Expectation, _ says: String,
        in systems: Set<SystemName>, _ change: @escaping @Sendable (inout TokenReply) -> Void
    ) -> Fault {
        Fault(
            id: id, stage: stage, expectation: expectation, says: says, systems: systems,
            deed: .reply { reply, _ in change(&reply) })
    }

    private static func identity(
        _ id: String, _ says: String, in systems: Set<SystemName> = identified,
        _ change: @escaping @Sendable (inout TokenReply.Token) -> Void
    ) -> Fault {
        reply(id, .idToken, .reject, says, in: systems) { reply in
            guard var token = reply.identity else { return }
            change(&token)
            reply.identity = token
        }
    }
}
