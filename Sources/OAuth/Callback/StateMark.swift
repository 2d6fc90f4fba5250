/// What is kept of a `state` when its attempt is over: enough to recognise an answer to it, and of no other use.
public struct StateMark: Sendable, Equatable {
    private let digest: [UInt8]

    public init(_ state: Secret) {
        digest = SHA2.sha256.hash(Array(state.reveal().utf8))
    }

    /// Whether `text` is the state that this is the mark of.
    public func isOf(_ text: ForeignText) -> Bool { StateMark(Secret(text.raw)) == self }
}
