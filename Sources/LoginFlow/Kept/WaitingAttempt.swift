public import OAuth

/// One attempt of a login that waits, with everything that binds an answer to it.
///
/// Times are by the wall clock: the other clock starts anew with the machine.
public struct WaitingAttempt: Sendable, Equatable {
    public let number: Int
    let material: Material
    public let redirect: RedirectURI
    /// Set when the parameters were pushed (RFC 9126): the address of the request then has this name only.
    let pushed: PushedRequest?
    public let startedAt: Timestamp
    public let deadline: Timestamp

    init(
        number: Int, material: Material, redirect: RedirectURI, pushed: PushedRequest?, startedAt: Timestamp,
        deadline: Timestamp
    ) {
        self.number = number
        self.material = material
        self.redirect = redirect
        self.pushed = pushed
        self.startedAt = startedAt
        self.deadline = deadline
    }

    init(_ attempt: Attempt) {
        self.init(
            number: attempt.number, material: attempt.material, redirect: attempt.redirect, pushed: attempt.pushed,
            startedAt: attempt.startedAt.wall,
            deadline: attempt.startedAt.wall + (attempt.deadline - attempt.startedAt.uptime))
    }

    /// Seconds that are left, never more than the whole wait: a clock that was set back gives no extra time.
    public func secondsLeft(at now: Timestamp) -> Double { min(deadline - now, deadline - startedAt) }
}
