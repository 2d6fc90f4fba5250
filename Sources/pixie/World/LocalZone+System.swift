import Glibc
import OAuth
import PixieUI

extension LocalZone {
    /// Years before and after now for which changes of the clock are known.
    private static let years = 2.0
    private static let day = 86_400

    /// The zone of this machine (`TZ`, `/etc/localtime`) around a time.
    static func current(around now: Timestamp) -> LocalZone {
        guard now.seconds.magnitude < 1e11 else { return .utc }
        tzset()
        let reach = Int(years * 365.25 * Double(day))
        let start = Int(now.seconds) - reach
        var spans = [Span(since: -.infinity, offset: offset(at: start))]
        var before = start
        for time in stride(from: start, through: Int(now.seconds) + reach, by: 7 * day) {
            let offset = offset(at: time)
            if offset != spans.last?.offset {
                spans.append(Span(since: Double(change(after: before, before: time)), offset: offset))
            }
            before = time
        }
        return LocalZone(spans)
    }

    /// The second from which on the clock is another one.
    private static func change(after: Int, before: Int) -> Int {
        var (low, high) = (after, before)
        let old = offset(at: low)
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if offset(at: middle) == old { low = middle } else { high = middle }
        }
        return high
    }

    private static func offset(at seconds: Int) -> Int {
        var time = time_t(seconds)
        var parts = tm()
        guard localtime_r(&time, &parts) != nil else { return 0 }
        return timegm(&parts) - seconds
    }
}
