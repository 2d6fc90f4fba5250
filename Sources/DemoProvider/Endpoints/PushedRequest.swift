import HTTPTypes

/// The endpoint for pushed authorization requests (RFC 9126).
extension Provider {
    static let pushedLifetime = 60
    private static let pushedPrefix = "urn:ietf:params:oauth:request_uri:"

    func pushRequest(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let form = try clientForm(question)
            guard form["request_uri"] == nil else {
                throw OAuthError(.invalidRequest, "A pushed request cannot name another one (RFC 9126 section 2.1).")
            }
            var order = try AuthorizationOrder(form, redirect: try pushedTarget(form))
            order.key = try pushedKey(question, order.key)
            let name = Self.pushedPrefix + RandomText.token()
            ledger.push(order, under: name, lifetime: Self.pushedLifetime)
            return .json(
                ["request_uri": .string(name), "expires_in": .integer(Self.pushedLifetime)], status: .created)
        } catch {
            return .failure(error)
        }
    }

    /// The redirect URI, judged as in a request that comes with the browser, and told to the client.
    private func pushedTarget(_ form: Parameters) throws(OAuthError) -> RedirectTarget {
        do throws(PageRefusal) {
            return try redirectTarget(form)
        } catch {
            throw OAuthError(.invalidRequest, error.message)
        }
    }

    /// The request that was pushed, where the browser brings the name of one; each name works once.
    ///
    /// What else is in the address does not count (RFC 9126 section 4).
    func pushedOrder(_ parameters: Parameters) throws(PageRefusal) -> AuthorizationOrder? {
        guard options.offers.pushedRequests != .none, let name = parameters["request_uri"],
            name.hasPrefix(Self.pushedPrefix)
        else { return nil }
        guard !parameters.isRepeated("request_uri"), !parameters.isRepeated("client_id"),
            parameters["client_id"] == options.clientID
        else {
            throw PageRefusal(
                title: "This request is not clear",
                message: "It names a pushed request, but not the one client that pushed it.", detail: "invalid_request")
        }
        guard let order = ledger.takePushed(name) else {
            throw PageRefusal(
                title: "This request is over",
                message: "It was used before, or it is more than a minute old. Go back to the program that sent you "
                    + "here and start again.",
                detail: "invalid_request_uri")
        }
        return order
    }

    /// A request that was not pushed, where that is a must (RFC 9126 section 5).
    func checkPushed() throws(OAuthError) {
        guard options.offers.pushedRequests == .required else { return }
        throw OAuthError(.invalidRequest, "Authorization requests must be pushed to this provider first (RFC 9126).")
    }
}
