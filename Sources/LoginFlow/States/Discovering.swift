public import OAuth

/// The provider's metadata is being fetched.
public struct Discovering: Sendable, Equatable {
    public internal(set) var ground: Groundwork
    /// The address that was asked.
    public let address: Endpoint
    /// Addresses to ask if nothing is there.
    let remaining: [Endpoint]
    let request: EffectID
    public let since: Moment

    public var plan: LoginPlan { ground.plan }

    init(ground: Groundwork, address: Endpoint, remaining: [Endpoint], request: EffectID, since: Moment) {
        self.ground = ground
        self.address = address
        self.remaining = remaining
        self.request = request
        self.since = since
    }
}
