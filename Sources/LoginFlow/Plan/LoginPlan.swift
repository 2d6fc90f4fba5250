public import OAuth

/// Everything the person decided before the first request goes out.
public struct LoginPlan: Sendable, Equatable {
    public let client: ClientConfiguration
    public let redirect: RedirectPlan
    /// How long to wait for the answer from the browser, in seconds.
    public let waitSeconds: Double
    /// Whether to stop after Discover and after Request, so that their results can be read.
    public let isStepwise: Bool
    /// Characters of the code verifier, 43 to 128 (RFC 7636 section 4.1).
    public let verifierLength: Int
    /// What the provider said of itself in an earlier login, if that is at hand and may be used.
    @Boxed public var remembered: RememberedMetadata? = nil

    public init(
        client: ClientConfiguration,
        redirect: RedirectPlan = .loopback(port: nil),
        waitSeconds: Double = Limits.loginWaitSeconds,
        isStepwise: Bool = false,
        verifierLength: Int = 43
    ) {
        self.client = client
        self.redirect = redirect
        self.waitSeconds = waitSeconds
        self.isStepwise = isStepwise
        self.verifierLength = verifierLength
    }

    /// The same plan with these keys, and with this use of DPoP if one was chosen.
    public func proving(keys: ClientKeys, dpop: Use?) throws(ClientFault) -> LoginPlan {
        LoginPlan(
            client: try client.proving(keys: keys, dpop: dpop), redirect: redirect, waitSeconds: waitSeconds,
            isStepwise: isStepwise, verifierLength: verifierLength
        ).remembering(remembered)
    }

    /// The same plan, to begin with what the provider said earlier.
    public func remembering(_ remembered: RememberedMetadata?) -> LoginPlan {
        var plan = self
        plan.remembered = remembered
        return plan
    }

    var wantsIDToken: Bool { client.wantsIDToken }
}
