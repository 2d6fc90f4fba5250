import HTTPTypes

/// Pushed requests (RFC 9126), proofs of possession (RFC 9449) and the device grant (RFC 8628).
extension FaultCatalog {
    static let pushedRequests = [
        Fault(
            "par-required", .all, .accept, "require_pushed_authorization_requests",
            "push the request, or say plainly that it is not supported", pushes),
        Fault(
            "par-400", .par, .reject, "the pushed request gets 400 invalid_request with escape sequences",
            "refuse; the browser is not opened", pushes,
            .instead(
                .pushedRequest,
                .json(
                    ["error": "invalid_request", "error_description": .string(NastyText.all)], status: .badRequest))),
        Fault(
            "par-no-uri", .par, .reject, "the answer to the pushed request has no request_uri", "refuse", pushes,
            .member("request_uri", at: .pushedRequest, nil)),
        Fault(
            "dpop-required", .token, .either, "the token endpoint wants a DPoP proof (invalid_dpop_proof)",
            "use DPoP, or show the error", .options { $0.offers.requiresDPoP = true }),
    ]

    static let devices = [
        Fault(
            "dev-ok", .device, .accept, "authorization_pending twice, then right", "works; keeps the interval",
            .options { $0.offers.device = .init(interval: 1, approvesAfter: 2) }),
        Fault(
            "dev-slow-down", .device, .accept, "slow_down at the first two polls",
            "the interval grows by 5 s each time",
            .options { $0.offers.device = .init(interval: 1, approvesAfter: 0, slowDowns: 2) }),
    ]

    private static let pushes = Deed.options { $0.offers.pushedRequests = .required }
}
