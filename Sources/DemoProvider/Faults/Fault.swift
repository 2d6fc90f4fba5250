/// One thing that a provider can do wrong on purpose, or do right in an unusual way.
///
/// Make a program log in at a provider with a fault, and see whether it refuses: that is a test of the program.
public struct Fault: Sendable {
    /// In which part of a login it shows.
    public enum Stage: String, Sendable, CaseIterable {
        case all, discovery, par, callback, token, device, userinfo, refresh, revoke
        case idToken = "id_token"
    }

    /// What a good client does.
    public enum Expectation: String, Sendable, CaseIterable {
        /// The login works.
        case accept
        /// The login ends, and nothing of the faulty answer is used.
        case reject
        /// Both are right; nothing may hang or fill the memory.
        case either
        /// One more try works, or the login ends with a clear message.
        case retry
        /// The login works, and the person is told.
        case warn
    }

    /// Names the fault, such as `idt-wrong-nonce`. It does not change between releases.
    public let id: String
    public let stage: Stage
    public let expectation: Expectation
    /// What the provider does.
    public let summary: String
    /// What a good client does about it.
    public let reaction: String

    let deeds: [Deed]

    init(
        _ id: String, _ stage: Stage, _ expectation: Expectation, _ summary: String, _ reaction: String,
        _ deeds: Deed...
    ) {
        self.id = id
        self.stage = stage
        self.expectation = expectation
        self.summary = summary
        self.reaction = reaction
        self.deeds = deeds
    }
}
