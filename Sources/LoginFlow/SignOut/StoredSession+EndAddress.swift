public import OAuth

extension StoredSession {
    /// Where the browser ends the person's session at the provider; nil when the provider offers nothing for it, or
    /// when its session has no number.
    public func endAddress(returnTo: RedirectURI? = nil) -> WebAddress? {
        switch rules.logout {
        case .none:
            return nil
        case .endSession:
            guard let endpoint = provider.endSessionEndpoint else { return nil }
            return EndSessionRequest(
                endpoint: endpoint, idToken: identity?.idToken, clientID: clientID, returnTo: returnTo
            ).address
        case .sessionID(let address):
            guard let token = tokens?.accessToken, let claims = try? JWT.decode(token).claims,
                let sid = claims["sid"]?.string, !sid.isEmpty, sid.utf8.count <= Limits.parameterValue
            else { return nil }
            var pairs = [FormPair("session_id", sid)]
            if let returnTo { pairs.append(FormPair("return_to", returnTo.text)) }
            return address.appendingQuery(FormEncoding.encode(pairs))
        }
    }
}
