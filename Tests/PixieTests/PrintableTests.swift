import OAuth
@testable import pixie
import Testing

/// Standard output and standard error pass nothing that a terminal would obey.
struct PrintableTests {
    @Test(arguments: [
        ("plain text", "plain text"), ("two\nlines\n", "two\nlines\n"), ("a\u{1b}[2Jb", "a\\u{1b}[2Jb"),
        ("\u{9b}31m", "\\u{9b}31m"), ("a\rb", "a\\u{d}b"), ("\u{202e}x", "\\u{202e}x"),
        ("\u{e9}\u{4e2d}", "\u{e9}\u{4e2d}"),
    ])
    func escapesWhatATerminalWouldObey(_ text: String, _ printed: String) {
        #expect(Streams.printable(text) == printed)
        #expect(Streams.printable(printed) == printed)
    }

    @Test func argumentsAreRepeatedOnOneLineAndCut() {
        let evil = "x\nError: forged\u{1b}[2J"
        let text = CommandEnding.quoting(
            ["--port=\(evil)", evil], in: "Error: Unexpected argument '\(evil)'\nUsage: pixie")
        #expect(text == "Error: Unexpected argument 'x\\u{a}Error: forged\\u{1b}[2J'\nUsage: pixie")
        let long = String(repeating: "y", count: 100_000)
        #expect(CommandEnding.quoting([long], in: "Error: '\(long)'").count < 400)
        #expect(CommandEnding.quoting(["login", "--plain"], in: "Error: login --plain") == "Error: login --plain")
    }
}
