extension Timestamp {
    /// Time of day in UTC: `14:12:03Z`.
    ///
    /// A value outside of the years 0 to 9999 reads `no time`.
    public var utcClock: String {
        guard let date = CivilDate(self) else { return "no time" }
        return date.clock + "Z"
    }

    /// Date and time in UTC: `2026-11-21T14:12:03Z` (RFC 3339).
    ///
    /// A value outside of the years 0 to 9999 reads `no date`.
    public var iso8601: String {
        guard let date = CivilDate(self) else { return "no date" }
        return date.day + "T" + date.clock + "Z"
    }
}

/// A timestamp as a date of the Gregorian calendar in UTC, without Foundation.
struct CivilDate: Equatable {
    var year: Int
    var month: Int
    var dayOfMonth: Int
    var secondOfDay: Int

    /// Seconds from 0000-01-01 and to 9999-12-31, so that a server's number can neither overflow nor need 7 digits.
    private static let range = -62_167_219_200.0..<253_402_300_800.0
    private static let secondsPerDay = 86_400
    /// Days in 400 years: the calendar repeats after them.
    private static let daysPerCycle = 146_097

    init?(_ time: Timestamp) {
        guard time.seconds.isFinite, Self.range.contains(time.seconds) else { return nil }
        let seconds = Int(time.seconds.rounded(.down))
        let (days, rest) = Self.floored(seconds, by: Self.secondsPerDay)
        secondOfDay = rest

        // Counted from 1 March of year 0, a leap day is the last day of its year and needs no special case.
        let (cycle, dayOfCycle) = Self.floored(days + 719_468, by: Self.daysPerCycle)
        var yearOfCycle = dayOfCycle / 365
        while Self.daysBefore(year: yearOfCycle) > dayOfCycle { yearOfCycle -= 1 }
        let dayOfYear = dayOfCycle - Self.daysBefore(year: yearOfCycle)
        var monthFromMarch = 11
        while Self.daysBefore(monthFromMarch: monthFromMarch) > dayOfYear { monthFromMarch -= 1 }

        dayOfMonth = dayOfYear - Self.daysBefore(monthFromMarch: monthFromMarch) + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = cycle * 400 + yearOfCycle + (month < 3 ? 1 : 0)
    }

    /// The timestamp of a date, or nil if the calendar does not have it.
    static func timestamp(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) -> Timestamp? {
        // 60 is a leap second; it counts as the next one.
        guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let yearFromMarch = month < 3 ? year - 1 : year
        let (cycle, yearOfCycle) = floored(yearFromMarch, by: 400)
        let monthFromMarch = month < 3 ? month + 9 : month - 3
        let days =
            cycle * daysPerCycle + daysBefore(year: yearOfCycle) + daysBefore(monthFromMarch: monthFromMarch)
            + day - 1 - 719_468
        let time = Timestamp(seconds: Double(days * secondsPerDay + hour * 3600 + minute * 60 + second))
        // 31 April would come out as 1 May.
        guard let back = CivilDate(Timestamp(seconds: Double(days * secondsPerDay))), back.month == month else {
            return nil
        }
        return time
    }

    var clock: String {
        Self.padded(secondOfDay / 3600, 2) + ":" + Self.padded(secondOfDay / 60 % 60, 2) + ":"
            + Self.padded(secondOfDay % 60, 2)
    }

    var day: String { Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(dayOfMonth, 2) }

    private static func daysBefore(year: Int) -> Int { year * 365 + year / 4 - year / 100 + year / 400 }

    private static func daysBefore(monthFromMarch month: Int) -> Int {
        let lengths = [31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31]
        return lengths.prefix(month).reduce(0, +)
    }

    private static func floored(_ value: Int, by divisor: Int) -> (quotient: Int, remainder: Int) {
        let remainder = (value % divisor + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
