/// A point of the wall clock, in seconds since 1970-01-01T00:00:00Z, leap seconds not counted (RFC 7519 NumericDate).
public struct Timestamp: Sendable, Hashable, Comparable {
    public var seconds: Double

    public init(seconds: Double) {
        self.seconds = seconds
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }

    /// So many seconds later; earlier, when they are less than 0.
    public static func + (time: Timestamp, seconds: Double) -> Timestamp { Timestamp(seconds: time.seconds + seconds) }

    /// Seconds from `right` to `left`; negative when `left` is earlier.
    public static func - (left: Timestamp, right: Timestamp) -> Double { left.seconds - right.seconds }
}

/// Both clocks at one instant. Every event carries one: the machine never asks the time.
public struct Moment: Sendable, Hashable {
    /// What the calendar says; used for token times. It may jump.
    public var wall: Timestamp
    /// Seconds since boot, sleep included; used for waits. It never jumps.
    public var uptime: Double

    public init(wall: Timestamp, uptime: Double) {
        self.wall = wall
        self.uptime = uptime
    }
}
