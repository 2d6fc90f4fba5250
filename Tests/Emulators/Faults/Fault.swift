import DemoProvider

/// One thing that a system does wrong on purpose, and what a client has to make of it.
struct Fault: Sendable {
    enum Stage: String, Sendable, CaseIterable {
        case discovery, callback, exchange, token, idToken = "id_token", resource, refresh, device

        /// Whether tokens came with the answer that is to be refused.
        var isAfterExchange: Bool { self == .token || self == .idToken }
    }

    enum Expectation: String, Sendable {
        /// The client finishes its login, or explains an error that the system may give.
        case accept
        /// Nothing of the answer may be used.
        case reject
    }

    enum Deed: Sendable {
        case metadata(@Sendable (inout JSON, Ask) -> Void)
        case metadataAnswer(@Sendable () -> Answer)
        case callback(@Sendable (inout Way, Ask) -> Void)
        /// Changes what is kept for a code, so that the system's own checks refuse the exchange.
        case grant(@Sendable (inout Grants.Item) -> Void)
        /// An answer in the place of one that gives tokens.
        case exchange(@Sendable (Ask) -> Answer)
        case reply(@Sendable (inout TokenReply, Ask) -> Void)
        case resource(@Sendable (inout TokenReply.Token) -> Void)
        case refresh(@Sendable (Ask) -> Answer)
        /// The refresh token stays the same.
        case refreshKeeps
        /// A refresh token that was replaced is sent again by the test itself.
        case refreshReplayed
        case devicePolls([Devices.Step])
        case deviceOff
    }

    let id: String
    let stage: Stage
    let expectation: Expectation
    let says: String
    /// The systems that can commit it.
    let systems: Set<SystemName>
    let deed: Deed
}
