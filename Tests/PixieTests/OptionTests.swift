import Testing

@testable import pixie

/// What the command line refuses before anything is started.
struct OptionTests {
    @Test(arguments: [
        ["--json", "--json"], ["--client-id", "x", "--client-id=y"], ["--port=1", "a", "--port", "1"],
    ])
    func findsAnOptionThatIsThereTwice(arguments: [String]) {
        #expect(RepeatedOption.first(in: arguments) == String(arguments[0].prefix { $0 != "=" }))
    }

    @Test(arguments: [
        [], ["--json"], ["--param", "a=1", "--param", "b=2"], ["-", "-"], ["--json", "--", "--json"],
        ["--port", "--ports"],
    ])
    func takesTheRestForWhatItIs(arguments: [String]) {
        #expect(RepeatedOption.first(in: arguments) == nil)
    }

    @Test(arguments: [
        ["--" + String(repeating: "x", count: 300)], ["login", String(repeating: "x", count: 65_537)],
        ["--client-id=" + String(repeating: "x", count: 65_537), "--"], ["-" + String(repeating: "j", count: 256)],
    ])
    func refusesAnArgumentThatIsTooLong(arguments: [String]) throws {
        let complaint = try #require(LongArgument.complaint(about: arguments))
        #expect(complaint.count < 100 && !complaint.contains("xx"))
    }

    @Test(arguments: [
        ["--client-id=" + String(repeating: "x", count: 60_000)], ["login", String(repeating: "x", count: 65_536)],
        ["exec", "acme", "--", "--" + String(repeating: "x", count: 100_000)], ["-", ""],
    ])
    func takesAnArgumentThatIsLong(arguments: [String]) {
        #expect(LongArgument.complaint(about: arguments) == nil)
    }

    @Test(arguments: [0, 0.99, -1, 86_401, .nan, .infinity, -.infinity])
    func refusesAnImpossibleWait(seconds: Double) {
        var option = WaitOption()
        option.timeout = seconds
        #expect(throws: (any Error).self) { try option.validate() }
    }

    @Test(arguments: [1, 600, 86_400.0])
    func takesAWaitOfASecondToADay(seconds: Double) throws {
        var option = WaitOption()
        option.timeout = seconds
        try option.validate()
    }
}
