/// Lengths of time in the words of the screens.
public enum Durations {
    private static let minute = 60
    private static let hour = 3600
    private static let day = 86_400
    /// Longer than any token lives; it keeps foreign numbers within five digits.
    private static let longest = 99_999.0 * 86_400

    /// A length as a countdown: `0:42`, `4:58`, `1:02:03`, and from one day on `2 d`.
    ///
    /// Negative lengths count as their size, fractions are dropped.
    public static func short(_ seconds: Double) -> String {
        guard let whole = whole(seconds) else { return "unknown" }
        if whole >= day { return "\(whole / day) d" }
        let clock = twoDigits(whole % minute)
        if whole >= hour { return "\(whole / hour):\(twoDigits(whole / minute % 60)):\(clock)" }
        return "\(whole / minute):\(clock)"
    }

    /// A distance from now: `in 4:58`, `in 12 s`, `now`, `2 s ago`, `in 23 h 59 min`, `3 d ago`.
    public static func relative(_ seconds: Double) -> String {
        guard let whole = whole(seconds) else { return "unknown" }
        if whole == 0 { return "now" }
        let length = whole < minute ? "\(whole) s" : whole < hour || whole >= day ? short(seconds) : hours(whole)
        return seconds < 0 ? length + " ago" : "in " + length
    }

    /// Nobody waits for the seconds of such a length.
    private static func hours(_ whole: Int) -> String {
        let minutes = whole / minute % 60
        return "\(whole / hour) h" + (minutes == 0 ? "" : " \(minutes) min")
    }

    private static func whole(_ seconds: Double) -> Int? {
        guard !seconds.isNaN else { return nil }
        return Int(min(seconds.magnitude, longest))
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
}
