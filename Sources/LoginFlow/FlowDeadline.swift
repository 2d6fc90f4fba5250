/// When the machine wants to hear the clock next.
public enum FlowDeadline {
    /// On the clock that never jumps, in seconds since boot; `nil` when no time matters.
    public static func next(_ state: FlowState) -> Double? {
        switch state {
        case .awaitingCallback(let state): state.attempt.deadline
        case .configuring, .discovering, .ready, .generating, .opening, .prepared, .exchanging, .verifying,
            .authenticated, .failed:
            nil
        }
    }
}
