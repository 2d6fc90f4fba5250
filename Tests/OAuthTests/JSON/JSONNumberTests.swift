import Testing

@testable import OAuth

@Suite struct JSONNumberTests {
    private func number(_ text: String) throws -> JSONNumber {
        guard case .number(let number) = try JSONReader.read(Array(text.utf8)) else {
            throw JSONFault.badNumber(0)
        }
        return number
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("0.0", 0), ("0e999999999", 0), ("3600", 3600), ("3600.0", 3600), ("36e2", 3600),
        ("36E+2", 3600), ("360000e-2", 3600), ("-1.5e1", -15), ("9007199254740993.0", 9_007_199_254_740_993),
        ("9223372036854775807", .max), ("-9223372036854775808", .min), ("9223372036854775807.000", .max),
    ])
    func isAnExactWholeNumber(_ text: String, _ value: Int) throws {
        #expect(try number(text).int == value)
    }

    @Test(arguments: [
        "1.5", "1e-1", "9223372036854775808", "-9223372036854775809", "1e19", "1e300", "1e999999", "1e-999999",
        "1e99999999999999999999999", "99999999999999999999",
        "1e-9223372036854775808", "1e9223372036854775807", "1.5e-9223372036854775808", "0.1e-9223372036854775807",
    ])
    func isNoWholeNumberThatFits(_ text: String) throws {
        #expect(try number(text).int == nil)
    }

    @Test(arguments: [
        ("1571253248", 1_571_253_248), ("1571253248.25", 1_571_253_248.25), ("-1", -1), ("1e300", 1e300), ("1e-400", 0),
    ])
    func hasADouble(_ text: String, _ value: Double) throws {
        #expect(try number(text).double == value)
    }

    @Test(arguments: ["1e999999", "-1e999999", "1e309"])
    func hasNoFiniteDouble(_ text: String) throws {
        #expect(try number(text).double == nil)
    }

    @Test func aMillionDigitsAreShownAndNotComputed() throws {
        let digits = String(repeating: "9", count: 1_000_000)
        let huge = try number(digits)
        #expect(huge.text.utf8.count == 1_000_000)
        #expect(huge.double == nil)
        #expect(huge.int == nil)
    }
}
