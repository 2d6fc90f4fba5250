import LoginFlow
import OAuth

/// When the event loop must wake up although nothing happens.
public enum AppClock {
    /// The next moment at which the frame or the login changes by time alone, on the clock that never jumps; `nil` to
    /// sleep until something happens.
    public static func next(_ state: AppState) -> Double? {
        let uptime = state.now.uptime
        var moments: [Double] = []
        if let deadline = FlowDeadline.next(state.flow) { moments.append(deadline) }
        if let sendsAt = state.paste.sendsAt { moments.append(sendsAt) }
        if let until = state.interruptArmedUntil { moments.append(until) }
        if let reveal = state.reveal { moments.append(reveal.until) }
        if !state.isOnPlainPage, !state.isTooSmall {
            if let reveal = state.reveal { moments.append(change(ofCountdownTo: reveal.until, at: uptime)) }
            moments += ticks(state)
        }
        // A moment that passed is due now; the loop then gives it as an event.
        return moments.min().map { max($0, uptime) }
    }

    /// Screens that show time.
    private static func ticks(_ state: AppState) -> [Double] {
        let uptime = state.now.uptime
        switch state.flow {
        case .awaitingCallback(let awaiting):
            let deadlines = [awaiting.attempt.deadline] + awaiting.earlier.map(\.deadline)
            return deadlines.filter { $0 > uptime }.map { change(ofCountdownTo: $0, at: uptime) }
        case .discovering(let state): return [change(ofCountSince: state.since.uptime, at: uptime)]
        case .exchanging(let state): return [change(ofCountSince: state.since.uptime, at: uptime)]
        case .verifying(let state): return [change(ofCountSince: state.since.uptime, at: uptime)]
        case .pushing(let state): return [change(ofCountSince: state.since.uptime, at: uptime)]
        case .authenticated(let session):
            guard showsTime(session) else { return [] }
            // Token times are on the wall clock: the next full second of it.
            let wall = state.now.wall.seconds
            guard wall.isFinite else { return [] }
            return [uptime + 1 - (wall - wall.rounded(.down))]
        case .configuring where state.isPicking: return pickerTicks(state)
        case .configuring, .ready, .generating, .opening, .prepared, .failed: return []
        }
    }

    /// A session whose tokens have no stated end stands still.
    private static func showsTime(_ session: Session) -> Bool {
        session.accessExpiresAt != nil || session.claims != nil || !session.refresh.isResting
            || session.userInfoClaims != nil || session.change != nil
    }

    /// A waiting login is counted down by the second, a session that is far from its end by the minute.
    private static func pickerTicks(_ state: AppState) -> [Double] {
        let wall = state.now.wall
        guard wall.seconds.isFinite, let rows = state.picker?.rows else { return [] }
        let step: Double
        if rows.contains(where: { $0.isWaiting(at: wall) }) {
            step = 1
        } else if rows.contains(where: { $0.kept != .nothing }) {
            step = 60
        } else {
            return []
        }
        return [state.now.uptime + step - wall.seconds.truncatingRemainder(dividingBy: step)]
    }

    /// Countdowns show whole seconds rounded up, so they change when a whole number of seconds is left.
    private static func change(ofCountdownTo deadline: Double, at uptime: Double) -> Double {
        deadline - max(0, Countdown.wholeSeconds(deadline - uptime) - 1)
    }

    /// Less than a minute is left of what the header counts down.
    static func isUrgent(_ state: AppState) -> Bool {
        switch state.flow {
        case .awaitingCallback(let awaiting): awaiting.attempt.deadline - state.now.uptime < 60
        case .authenticated(let session): session.accessExpiresAt.map { $0 - state.now.wall < 60 } ?? false
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared, .exchanging, .verifying,
            .failed:
            false
        }
    }

    /// "Since 3 s" changes with each whole second that has passed.
    private static func change(ofCountSince start: Double, at uptime: Double) -> Double {
        start + (uptime - start).rounded(.down) + 1
    }
}
