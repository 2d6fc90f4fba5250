/// What the person prefers on the screens, whatever login it is.
public struct Preferences: Sendable, Equatable {
    /// How long a secret stays in sight, in seconds.
    public var revealSeconds = 20.0
    /// Without a key for so many seconds, secrets are masked again.
    public var idleSeconds = 60.0
    /// How times in tokens are shown first.
    public var times = Times.relative
    /// Rings once when the answer came while the window had no focus.
    public var ringsBell = true

    public init() {}

    /// From now, in UTC, or as clocks here show it.
    public enum Times: Sendable, Hashable, CaseIterable { case relative, utc, local }

    var timeStyle: TimeStyle {
        switch times {
        case .relative: .relative
        case .utc: .utc
        case .local: .local
        }
    }

    /// "20 s", for the key that shows a secret.
    var revealText: String { "\(Int(revealSeconds)) s" }
}

/// Secrets are in sight until then, on the clock that never jumps.
///
/// There is one only while something is shown, so hiding it again costs a wake-up only then.
struct Reveal: Sendable, Equatable {
    /// When it ends, whatever the person does.
    private let end: Double
    private let idleSeconds: Double
    /// When it ends if the person does nothing.
    private(set) var until: Double

    init(from uptime: Double, _ preferences: Preferences = Preferences()) {
        end = uptime + preferences.revealSeconds
        idleSeconds = preferences.idleSeconds
        until = min(end, uptime + idleSeconds)
    }

    /// Somebody is there.
    mutating func touch(at uptime: Double) { until = min(end, uptime + idleSeconds) }

    func secondsLeft(at uptime: Double) -> Int { Int(Countdown.wholeSeconds(until - uptime)) }
}
