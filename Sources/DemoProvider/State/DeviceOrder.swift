/// A login that waits for a code to be entered elsewhere (RFC 8628).
struct DeviceOrder: Sendable {
    enum Outcome: Sendable, Equatable {
        case waiting
        case allowed(SignIn)
        case denied
        /// Tokens were given for it.
        case redeemed
    }

    let userCode: String
    let scopes: [String]
    /// Seconds; grows with each `slow_down`.
    var interval: Int
    var outcome = Outcome.waiting
    /// Milliseconds since 1970.
    var lastPoll: Int?
    /// How often it was answered `authorization_pending`.
    var pendings = 0
    var slowDowns = 0
}
