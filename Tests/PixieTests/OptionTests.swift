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
