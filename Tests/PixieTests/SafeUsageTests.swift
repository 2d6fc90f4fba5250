import Testing

@testable import pixie

/// What is said about a mistake on the command line, whatever was typed.
struct SafeUsageTests {
    @Test(arguments: ["\u{1b}[2J", "a\u{9b}31m", "\u{202e}x", "a\nError: forged", "\u{1b}]0;x\u{7}", "\r", "\u{300}"])
    func whatWasTypedIsQuotedSafely(typed: String) {
        let message = "Error: The value '\(typed)' is invalid for '--port'\nUsage: pixie login\n  See 'pixie --help'."
        let said = SafeUsage.text(message, quoting: ["login", "--port", typed])
        #expect(said.utf8.split(separator: 10).count == 3)
        #expect(said.unicodeScalars.allSatisfy { $0 == "\n" || (0x20..<0x7f).contains($0.value) || $0 == "\u{2026}" })
        #expect(said.hasSuffix("Usage: pixie login\n  See 'pixie --help'."))
    }

    @Test func nameAndValueOfAnOptionAreQuotedSafely() {
        let typed = "--a\u{1b}b=c\u{7}d"
        let said = SafeUsage.text("Unknown option '--a\u{1b}b', 'c\u{7}d'", quoting: [typed])
        #expect(!said.unicodeScalars.contains { $0.value < 0x20 })
    }

    @Test func whatIsSafeStaysAsItIs() {
        let message =
            "Error: Unknown option '--frobnicate'\nUsage: pixie login [<options>]\n  See 'pixie login --help'."
        #expect(SafeUsage.text(message, quoting: ["login", "--frobnicate"]) == message)
    }

    @Test func longOnesAreCut() {
        let typed = String(repeating: "L", count: 100_000)
        let said = SafeUsage.text("Unexpected argument '\(typed)'\nUsage: pixie", quoting: [typed])
        #expect(said.utf8.count < 1000)
    }
}
