/// The device authorization endpoint and its grant (RFC 8628).
extension Provider {
    static let deviceGrantType = "urn:ietf:params:oauth:grant-type:device_code"

    /// Gives a code for the program and one for the person (RFC 8628 section 3.2).
    func authorizeDevice(_ question: Question) -> Answer {
        do throws(OAuthError) {
            let form = try clientForm(question)
            let offer = try deviceOffer()
            let scopes = try AuthorizationOrder.scopes(form["scope"])
            let (deviceCode, userCode) = (RandomText.token(), RandomText.userCode())
            let order = DeviceOrder(userCode: userCode, scopes: scopes, interval: offer.interval)
            ledger.put(order, under: deviceCode, lifetime: offer.lifetime)
            let page = address(of: .devicePage)
            return .json([
                "device_code": .string(deviceCode),
                "user_code": .string(userCode),
                "verification_uri": .string(page),
                "verification_uri_complete": .string(page + "?user_code=" + userCode),
                "expires_in": .integer(offer.lifetime),
                "interval": .integer(offer.interval),
            ])
        } catch {
            return .failure(error)
        }
    }

    /// The device grant at the token endpoint (RFC 8628 section 3.4).
    func pollDevice(_ form: Parameters, _ key: String?) throws(OAuthError) -> Answer {
        let offer = try deviceOffer()
        guard let code = form["device_code"] else { throw OAuthError(.invalidRequest, "device_code is missing.") }
        let helper = SignIn(id: RandomText.token(), username: options.username, time: options.clock())
        var grant = try ledger.poll(code, offer, time: options.milliseconds(), helper: helper)
        grant.client = form["client_id"].flatMap { $0 == options.clientID ? nil : $0 }
        return tokens(grant, scopes: grant.scopes, nonce: nil, key: key)
    }

    private func deviceOffer() throws(OAuthError) -> DemoProviderOffers.Device {
        guard let offer = options.offers.device else {
            throw OAuthError(.unsupportedGrantType, "The device grant is not offered here.")
        }
        return offer
    }
}
