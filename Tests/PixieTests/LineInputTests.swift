import Glibc
import OAuth
import Testing

@testable import pixie

/// Lines from a pipe, as a script gives them.
struct LineInputTests {
    private func lines(_ chunks: [String], limit: Int = Limits.paste) -> (lines: [String], isOpen: Bool) {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { close(ends[0]) }
        var input = LineInput(descriptor: ends[0], limit: limit)
        var lines: [String] = []
        for chunk in chunks {
            #expect(write(ends[1], chunk, chunk.utf8.count) == chunk.utf8.count)
            lines += input.read()
        }
        close(ends[1])
        lines += input.read()
        return (lines, input.isOpen)
    }

    @Test func aLineMayComeInPieces() {
        #expect(lines(["http://127.0.0.1", ":1/callback?code=a\n"]).lines == ["http://127.0.0.1:1/callback?code=a"])
    }

    @Test func eachLineOfAPipeIsAnAnswerHoweverTheyCome() {
        let answers = ["http://127.0.0.1:1/callback?state=abcdefgh&code=Splx", "lOBeZQQYbYS6WxSbIA", "0"]
        #expect(lines([answers.joined(separator: "\n") + "\n"]).lines == answers)
        #expect(lines(answers.map { $0 + "\n" }).lines == answers)
    }

    @Test func whatATerminalGivesAtOnceIsAPasteUnlessItIsCommands() {
        #expect(WrappedPaste.isOne(Array("http://127.0.0.1/?code=a\nbc\n".utf8)))
        #expect(!WrappedPaste.isOne(Array("1\n0\n".utf8)))
        #expect(!WrappedPaste.isOne(Array("http://127.0.0.1/?code=a\n".utf8)))
        #expect(!WrappedPaste.isOne(Array("\n\n".utf8)))
    }

    @Test func theLastLineNeedsNoEnd() {
        let read = lines(["one\ntwo"])
        #expect(read.lines == ["one", "two"])
        #expect(!read.isOpen)
    }

    @Test func carriageReturnsEndLinesAsWell() {
        #expect(lines(["one\r\ntwo\r"]).lines == ["one", "two"])
    }

    @Test func aLineBeyondTheLimitIsCutSoThatItIsTooLong() {
        let read = lines([String(repeating: "a", count: 50) + "\n"], limit: 10)
        #expect(read.lines.map(\.utf8.count) == [11])
    }

    @Test func invalidOctetsAreReplacedAndNeverTrap() {
        var ends: [CInt] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { close(ends[0]) }
        let octets: [UInt8] = [0xff, 0xfe, 0x80, 0x0a]
        #expect(write(ends[1], octets, 4) == 4)
        close(ends[1])
        var input = LineInput(descriptor: ends[0])
        #expect(input.read().count == 1)
    }
}
