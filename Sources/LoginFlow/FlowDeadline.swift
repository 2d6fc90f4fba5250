/// When the machine wants to hear the clock next.
public enum FlowDeadline {
    /// On the clock that never jumps, in seconds since boot; `nil` when no time matters.
    public static func next(_ state: FlowState) -> Double? {
        switch state {
        case .awaitingCallback(let state): min(state.attempt.deadline, state.device.nextMoment ?? .infinity)
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared, .exchanging, .verifying,
            .authenticated, .failed:
            nil
        }
    }
}
