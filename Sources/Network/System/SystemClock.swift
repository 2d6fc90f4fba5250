import Glibc
public import OAuth

/// The two clocks of this machine.
public enum SystemClock {
    /// Wall time, and seconds since boot with sleep included.
    public static func now() -> Moment {
        Moment(wall: Timestamp(seconds: seconds(of: CLOCK_REALTIME)), uptime: seconds(of: CLOCK_BOOTTIME))
    }

    private static func seconds(of clock: clockid_t) -> Double {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { preconditionFailure("SystemClock: clock \(clock) is missing") }
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
