import OAuth

extension Journal {
    /// The head of an answer, and what its body says openly. Whatever may be a secret is counted and not kept.
    public struct Answer: Sendable, Equatable {
        public let headers: [Field]
        /// The members of a JSON body, of answers that are about one login; public documents are shown elsewhere.
        public let members: [Field]

        /// - Parameter sent: The secrets of the request: an answer may repeat them.
        init(_ reply: HTTPReply, to purpose: HTTPCall.Purpose, sent: [Secret]) {
            let object = Self.object(of: reply, to: purpose)
            let hidden = object.members.filter { !Self.openMembers.contains($0.name) }
            let secrets = (sent.map { $0.reveal() } + hidden.compactMap(\.value.string))
                .filter { $0.utf8.count >= Self.shortestSecret }
            func field(_ name: String, _ text: String, isOpen: Bool) -> Field {
                let repeats = secrets.contains { text.contains($0) }
                let name = ForeignText(name).safe(limit: 60)
                return Field(name: name, value: isOpen && !repeats ? .open(text) : .hidden(text.utf8.count))
            }
            headers = reply.headers.prefix(Self.mostFields).map { header in
                let text = header.value.safe(limit: 400)
                return field(header.name, text, isOpen: Self.isOpen(header.name.lowercased(), text.lowercased()))
            }
            members = object.members.prefix(Self.mostFields).map { member in
                let text = member.value.plain(limit: 400).safe(limit: 400)
                let isOpen = Self.openMembers.contains(member.name)
                return field(member.name, isOpen ? text : member.value.string ?? text, isOpen: isOpen)
            }
        }

        private static let mostFields = 60
        /// A larger body is not read a second time.
        private static let largestBody = 262_144
        /// Shorter texts stand in other words by chance.
        private static let shortestSecret = 8

        /// What the answers of the endpoints say about a token, never the token itself.
        private static let openMembers: Set<String> = [
            "token_type", "expires_in", "refresh_expires_in", "refresh_token_expires_in", "scope", "error",
            "error_description", "error_uri", "issued_token_type", "interval", "verification_uri", "not-before-policy",
        ]
        private static let secretHeaders: Set<String> = [
            "set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info",
            "dpop-nonce",
        ]
        private static let secretWords = ["token", "secret", "session", "password", "apikey", "api-key", "jwt"]

        /// Of a header's name and value in small letters.
        private static func isOpen(_ name: String, _ value: String) -> Bool {
            if secretHeaders.contains(name) || secretWords.contains(where: name.contains) { return false }
            return !["code=", "token=", "eyj"].contains { value.contains($0) }
        }

        private static func object(of reply: HTTPReply, to purpose: HTTPCall.Purpose) -> JSONObject {
            switch purpose {
            case .token, .refresh, .push, .deviceCode, .devicePoll, .revocation, .introspection, .registration: break
            case .discovery, .keys, .userinfo: return JSONObject()
            }
            guard reply.body.count <= largestBody else { return JSONObject() }
            return (try? JSONReader.readObject(reply.body)) ?? JSONObject()
        }
    }
}
