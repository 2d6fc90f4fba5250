public import OAuth

/// An attempt that takes no answer any more. Its state, nonce and verifier are wiped; a mark of the state is left, so
/// that a late answer to it can be named.
public struct EndedAttempt: Sendable, Equatable {
    /// Why it takes no answer any more.
    public enum Ending: Sendable, Equatable {
        /// Its code was sent to the token endpoint, which takes a code once.
        case codeSent
        /// The provider or the person declined.
        case refused
        /// Nobody answered in time.
        case expired
    }

    public let number: Int
    public let ending: Ending
    public let at: Moment
    let mark: StateMark

    init(_ attempt: Attempt, _ ending: Ending, at now: Moment) {
        number = attempt.number
        self.ending = ending
        at = now
        mark = StateMark(attempt.material.state)
    }
}
