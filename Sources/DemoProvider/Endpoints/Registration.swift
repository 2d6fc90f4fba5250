import FoundationEssentials
import HTTPTypes

/// The endpoint for clients that register themselves (RFC 7591). It takes every one that has only loopback addresses.
extension Provider {
    private struct Wish: Decodable {
        let redirect_uris: [String]?
        let token_endpoint_auth_method: String?
        let grant_types: [String]?
        let response_types: [String]?
        let client_name: String?
        let scope: String?
    }

    func register(_ question: Question) -> Answer {
        do throws(OAuthError) {
            guard question.fields[.contentType]?.lowercased().hasPrefix("application/json") == true,
                let wish = try? JSONDecoder().decode(Wish.self, from: Data(question.body))
            else { throw OAuthError(.invalidClientMetadata, "The body must be a JSON object (RFC 7591 section 3.1).") }
            return try registered(wish)
        } catch {
            return .failure(error)
        }
    }

    private func registered(_ wish: Wish) throws(OAuthError) -> Answer {
        let texts = wish.redirect_uris ?? []
        let redirects = texts.compactMap { LoopbackURI($0) }.filter { $0.isLiteral && $0.query == nil }
        guard !redirects.isEmpty, redirects.count == texts.count, texts.count <= 10 else {
            throw OAuthError(.invalidRedirectURI, "Only http addresses of 127.0.0.1 and [::1] are taken here.")
        }
        let method = wish.token_endpoint_auth_method ?? "client_secret_basic"
        guard ["none", "client_secret_basic", "client_secret_post"].contains(method) else {
            throw OAuthError(.invalidClientMetadata, "token_endpoint_auth_method is not known here.")
        }
        guard wish.response_types.map({ $0 == ["code"] }) ?? true else {
            throw OAuthError(.invalidClientMetadata, "The only response type here is code.")
        }
        let id = "client-" + RandomText.token()
        let secret = method == "none" ? nil : RandomText.token()
        ledger.put(RegisteredApplication(secret: secret, redirects: redirects), under: id)
        return .json(
            .members([
                "client_id": .string(id),
                "client_id_issued_at": .integer(options.clock()),
                "client_secret": secret.map { .string($0) },
                "client_secret_expires_at": secret == nil ? nil : .integer(0),
                "registration_access_token": .string(RandomText.token()),
                "registration_client_uri": .string(address(of: .registration) + "/" + id),
                "client_name": wish.client_name.map { .string($0) },
                "redirect_uris": .strings(texts),
                "grant_types": .strings(wish.grant_types ?? ["authorization_code"]),
                "response_types": ["code"],
                "token_endpoint_auth_method": .string(method),
                "scope": wish.scope.map { .string($0) },
            ]), status: .created)
    }
}

extension Ledger {
    func put(_ application: RegisteredApplication, under id: String) {
        step { state, now in state.applications.put(application, under: id, until: .max, now: now) }
    }

    func application(_ id: String) -> RegisteredApplication? {
        step { state, now in state.applications.value(id, now: now) }
    }
}
