import OAuth
import Testing

@Suite struct TimeTests {
    @Test(arguments: [
        (0.0, "1970-01-01T00:00:00Z"), (1_571_253_248.0, "2019-10-16T19:14:08Z"),
        (951_782_400.0, "2000-02-29T00:00:00Z"), (951_868_800.0, "2000-03-01T00:00:00Z"),
        (4_107_542_399.0, "2100-02-28T23:59:59Z"), (4_107_542_400.0, "2100-03-01T00:00:00Z"),
        (-1.0, "1969-12-31T23:59:59Z"), (-0.5, "1969-12-31T23:59:59Z"), (1.999, "1970-01-01T00:00:01Z"),
        (253_402_300_799.0, "9999-12-31T23:59:59Z"), (-62_167_219_200.0, "0000-01-01T00:00:00Z"),
        (13_569_465_599.0, "2399-12-31T23:59:59Z"), (13_574_649_599.0, "2400-02-29T23:59:59Z"),
    ])
    func writesDates(seconds: Double, text: String) {
        #expect(Timestamp(seconds: seconds).iso8601 == text)
        #expect(Timestamp(seconds: seconds).utcClock == String(text.suffix(9)))
    }

    @Test(arguments: [
        Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 1e300, 253_402_300_800, -62_167_219_201,
    ])
    func survivesTimesThatNoCalendarHas(seconds: Double) {
        #expect(Timestamp(seconds: seconds).iso8601 == "no date")
        #expect(Timestamp(seconds: seconds).utcClock == "no time")
    }

    @Test func everyDayIsTheOneAfterTheDayBefore() {
        var last = ""
        // Every day of the years 1895 to 2108, then a day now and then up to the ends of the calendar.
        let days = Array(stride(from: -719_528, to: -27_000, by: 997)) + Array(-27_000..<50_800)
        for day in days + Array(stride(from: 50_800, to: 2_932_896, by: 997)) {
            let text = Timestamp(seconds: Double(day) * 86_400).iso8601
            if text <= last { Issue.record("day \(day): \(text) after \(last)") }
            last = text
        }
    }

    @Test(arguments: [
        (0.0, "0:00"), (42.0, "0:42"), (42.9, "0:42"), (298.0, "4:58"), (3723.0, "1:02:03"), (86_399.0, "23:59:59"),
        (86_400.0, "1 d"), (172_800.0, "2 d"), (-5.0, "0:05"), (1e300, "99999 d"), (Double.infinity, "99999 d"),
        (Double.nan, "unknown"),
    ])
    func writesLengths(seconds: Double, text: String) {
        #expect(Durations.short(seconds) == text)
    }

    @Test(arguments: [
        (298.0, "in 4:58"), (12.0, "in 12 s"), (0.0, "now"), (-0.4, "now"), (-2.0, "2 s ago"), (-90.0, "1:30 ago"),
        (3599.0, "in 59:59"), (3600.0, "in 1 h"), (86_399.0, "in 23 h 59 min"), (-3661.0, "1 h 1 min ago"),
        (-172_800.0, "2 d ago"), (Double.nan, "unknown"),
    ])
    func writesDistances(seconds: Double, text: String) {
        #expect(Durations.relative(seconds) == text)
    }

    @Test func readsTheDateOfHeaders() {
        #expect(HTTPDate.read("Sun, 06 Nov 1994 08:49:37 GMT") == Timestamp(seconds: 784_111_777))
        #expect(HTTPDate.read("Thu, 01 Jan 1970 00:00:00 GMT") == Timestamp(seconds: 0))
        #expect(HTTPDate.read("Thu, 29 Feb 2024 23:59:59 GMT")?.iso8601 == "2024-02-29T23:59:59Z")
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov +199 08:49:37 GMT",
    ])
    func refusesOtherDates(text: String) {
        #expect(HTTPDate.read(text) == nil)
    }
}
