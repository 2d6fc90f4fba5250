/// Codes for other devices: given out, entered, polled for.
extension Ledger {
    /// Milliseconds that a poll may be early: what the way of two requests through a busy machine can differ by.
    static let pollTolerance = 250

    func put(_ order: DeviceOrder, under deviceCode: String, lifetime: Int) {
        step { state, now in
            state.devices.put(order, under: deviceCode, until: now + lifetime, now: now)
            state.userCodes.put(deviceCode, under: order.userCode, until: now + lifetime, now: now)
        }
    }

    /// A token for the form on which a code is entered, bound to the browser that gets it.
    func openDeviceForm(browser: String) -> String {
        let token = RandomText.token()
        step { state, now in
            state.deviceForms.put(browser, under: token, until: now + Self.interactionLifetime, now: now)
        }
        return token
    }

    func closeDeviceForm(_ token: String, browser: String) -> Bool {
        step { state, now in
            guard let owner = state.deviceForms.value(token, now: now), RandomText.isEqual(owner, browser) else {
                return false
            }
            state.deviceForms.remove(token)
            return true
        }
    }

    /// Settles the login that waits for this code; `false` when none does.
    func settle(userCode: String, _ outcome: DeviceOrder.Outcome) -> Bool {
        step { state, now in
            guard let code = state.userCodes.value(userCode, now: now),
                state.devices.value(code, now: now)?.outcome == .waiting
            else { return false }
            state.devices.update(code) { $0.outcome = outcome }
            state.userCodes.remove(userCode)
            return true
        }
    }

    /// One poll (RFC 8628 section 3.5): what was allowed, or why not yet.
    ///
    /// - Parameters:
    ///   - time: Milliseconds since 1970.
    ///   - helper: Who enters the code where the provider does it by itself.
    func poll(
        _ deviceCode: String, _ offer: DemoProviderOffers.Device, time: Int, helper: SignIn
    ) throws(OAuthError) -> Grant {
        let outcome: Result<Grant, OAuthError> = step { state, now in
            guard let (found, expires) = state.devices.record(deviceCode) else {
                return .failure(OAuthError(.invalidGrant, "The device code is not known here."))
            }
            var order = found
            let answer = Self.answer(&order, isExpired: expires <= now, offer, time: time, helper: helper)
            state.devices.update(deviceCode) { $0 = order }
            return answer
        }
        return try outcome.get()
    }

    private static func answer(
        _ order: inout DeviceOrder, isExpired: Bool, _ offer: DemoProviderOffers.Device, time: Int, helper: SignIn
    ) -> Result<Grant, OAuthError> {
        if order.outcome == .redeemed {
            return .failure(OAuthError(.invalidGrant, "The device code was used before."))
        }
        if isExpired { return .failure(OAuthError(.expiredToken, "The device code has expired. Start again.")) }
        let waited = order.lastPoll.map { time - $0 }
        order.lastPoll = time
        if let waited, waited + pollTolerance < order.interval * 1000 {
            let wanted = order.interval
            order.interval += 5
            var error = OAuthError(.slowDown, "Polled after \(waited) ms. The interval was \(wanted) seconds.")
            error.misconduct =
                "The device code was polled after \(waited) ms, although the interval was \(wanted) seconds."
            return .failure(error)
        }
        if order.slowDowns < offer.slowDowns {
            order.slowDowns += 1
            order.interval += 5
            return .failure(OAuthError(.slowDown, "Poll every \(order.interval) seconds from now on."))
        }
        if order.outcome == .waiting, let most = offer.approvesAfter, order.pendings >= most {
            order.outcome = .allowed(helper)
        }
        switch order.outcome {
        case .waiting:
            order.pendings += 1
            return .failure(OAuthError(.authorizationPending, "The code was not entered yet."))
        case .denied:
            return .failure(OAuthError(.accessDenied, "The person did not allow it."))
        case .allowed(let signIn):
            order.outcome = .redeemed
            return .success(Grant(family: RandomText.token(), scopes: order.scopes, signIn: signIn))
        case .redeemed:
            preconditionFailure("Ledger.poll: a redeemed device code got this far.")
        }
    }
}
