import HTTPTypes

/// The introspection endpoint (RFC 7662).
extension Provider {
    func introspect(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let form = try clientForm(question)
            guard let token = form["token"] else { throw OAuthError(.invalidRequest, "token is missing.") }
            // token_type_hint may be wrong and is not needed (section 2.1).
            return .json(words(on: token) ?? ["active": false])
        } catch {
            return .failure(error)
        }
    }

    private func words(on token: String) -> JSON? {
        if let access = ledger.access(token) {
            return words(
                access.grant, scopes: access.scopes, key: access.key, end: ledger.accessEnd(token),
                type: access.key == nil ? "Bearer" : "DPoP")
        }
        guard let (refresh, end) = ledger.refresh(token) else { return nil }
        return words(refresh.grant, scopes: refresh.grant.scopes, key: refresh.key, end: end)
    }

    private func words(_ grant: Grant, scopes: [String], key: String?, end: Int?, type: String? = nil) -> JSON {
        .members([
            "active": true,
            "scope": .string(scopes.joined(separator: " ")),
            "client_id": .string(grant.client ?? options.clientID),
            "username": .string(grant.signIn.username),
            "token_type": type.map { .string($0) },
            "exp": end.map { .integer($0) },
            "sub": .string(Person.subject),
            "aud": type == nil
                ? nil : grant.resources.isEmpty ? .string(address(of: .userInfo)) : .strings(grant.resources),
            "iss": .string(issuer),
            "cnf": key.map { ["jkt": .string($0)] },
        ])
    }
}
