import Testing

@testable import Screen

struct PasteDecodingTests {
    private let start = "\u{1b}[200~"
    private let end = "\u{1b}[201~"
    private let address = "http://127.0.0.1:49152/callback?code=abc&state=xyz"

    @Test func markedPasteIsOneKey() {
        let decoder = Decoding()
        let input = [.key(CursesKeys.pasteStart)] + codes(address) + [.key(CursesKeys.pasteEnd)]
        #expect(decoder.decode(input, at: 0) == [.paste(address)])
    }

    /// The same whatever the reads are, also one octet at a time, with marks that curses did not put together.
    @Test(arguments: [1, 2, 3, 5, 7, 11, 64, 1000]) func marksMayBeSplit(_ length: Int) {
        let octets = codes("[" + start.dropFirst(2) + address + end)
        let decoder = Decoding()
        var keys: [Key] = []
        // The ESC comes with what follows: a terminal never leaves it alone for longer than curses waits.
        var rest = octets[...]
        var chunk: [KeyCode] = [.octet(0x1b)]
        var time = 0.0
        while !rest.isEmpty {
            chunk += rest.prefix(length)
            rest = rest.dropFirst(length)
            keys += decoder.decode(chunk, at: time)
            chunk = []
            time += 0.1
        }
        #expect(keys == [.paste(address)])
        #expect(decoder.decode(codes("q"), at: time + 1) == [.character("q")])
    }

    @Test func aMarkWhoseEscapeCameAloneStillBegins() {
        let decoder = Decoding()
        #expect(decoder.decode(codes("\u{1b}"), at: 0) == [.escape])
        #expect(decoder.decode(codes("[200~" + address + end), at: 0.2) == [.paste(address)])
        #expect(decoder.decode(codes("\u{1b}"), at: 1) == [.escape])
        #expect(decoder.decode(codes("["), at: 1.1) == [.character("[")])
        #expect(decoder.decode(codes("\u{1b}"), at: 2) == [.escape])
        #expect(decoder.decode(codes("[A"), at: 9) == [.character("["), .character("A")])
    }

    /// GNU screen drops the end mark of a long paste.
    @Test func aPasteWithoutItsEndIsOverAfterTwoSeconds() {
        var decoder = KeyDecoder()
        #expect(decoder.dueAt == nil)
        #expect(decoder.decode(codes(start + address), at: 10) == [])
        #expect(decoder.dueAt == 12)
        #expect(decoder.decode([], at: 11.9) == [])
        #expect(decoder.decode(codes("0"), at: 11.9) == [])
        #expect(decoder.dueAt == 13.9)
        #expect(decoder.decode([], at: 13.9) == [.paste(address + "0")])
        #expect(decoder.dueAt == nil)
        #expect(decoder.decode(codes(end), at: 14) == [])
    }

    @Test func theStartOfASequenceIsOverAfterHalfASecond() {
        var decoder = KeyDecoder()
        #expect(decoder.decode(codes("\u{1b}["), at: 10) == [])
        #expect(decoder.dueAt == 10.5)
        #expect(decoder.decode([], at: 10.5) == [.alt("[")])
        #expect(decoder.dueAt == nil)
    }

    @Test func lineEndsBecomeLineFeeds() {
        let decoder = Decoding()
        #expect(decoder.decode(codes(start + "a\rb\r\nc\nd" + end), at: 0) == [.paste("a\nb\nc\nd")])
    }

    @Test func controlsInsideAreNoKeys() {
        let decoder = Decoding()
        let input = codes(start + "a\u{3}\u{1b}[Ab") + [.key(0o403)] + codes("\u{1b}x" + end)
        #expect(decoder.decode(input, at: 0) == [.paste("a\u{3}\u{1b}[Ab\u{1b}x")])
    }

    @Test func anEmptyPasteIsNoKey() {
        let decoder = Decoding()
        #expect(decoder.decode(codes(start + end), at: 0) == [])
        #expect(decoder.decode(codes(end), at: 1) == [])
    }

    @Test func cutsAtTheLimit() throws {
        let decoder = Decoding()
        let text = String(repeating: "a", count: 3 * KeyDecoder.pasteLimit)
        let keys = decoder.decode(codes(start + text + end + "q"), at: 0)
        #expect(keys.count == 2)
        guard case .paste(let kept)? = keys.first else {
            Issue.record("no paste")
            return
        }
        #expect(kept.utf8.count == KeyDecoder.pasteLimit + 1)
        #expect(keys.last == .character("q"))
    }

    @Test func keepsExactlyTheLimit() {
        let decoder = Decoding()
        let text = String(repeating: "a", count: KeyDecoder.pasteLimit)
        #expect(decoder.decode(codes(start + text + end), at: 0) == [.paste(text)])
    }

    @Test func aLostEndMarkDoesNotSwallowTheKeyboard() {
        let decoder = Decoding()
        #expect(decoder.decode(codes(start + "abc"), at: 0) == [])
        #expect(decoder.isInPaste)
        #expect(decoder.decode(codes("q"), at: 5) == [.paste("abc"), .character("q")])
    }

    @Test func aSlowPasteGoesOn() {
        let decoder = Decoding()
        #expect(decoder.decode(codes(start + "abc"), at: 0) == [])
        #expect(decoder.decode(codes("def"), at: 1.5) == [])
        #expect(decoder.decode(codes("ghi" + end), at: 3) == [.paste("abcdefghi")])
    }

    // MARK: Pastes that the terminal does not mark

    @Test func whatIsNoTextHasTheLimitOfAPasteToo() throws {
        let decoder = Decoding()
        let octets = Array(repeating: KeyCode.octet(0xff), count: 2 * KeyDecoder.pasteLimit)
        let keys = decoder.decode(codes(start) + octets + codes(end), at: 0)
        guard case .paste(let text)? = keys.first else {
            Issue.record("no paste")
            return
        }
        #expect(keys.count == 1)
        #expect((KeyDecoder.pasteLimit + 1...KeyDecoder.pasteLimit + 4).contains(text.utf8.count))
    }

    @Test func manyCharactersInOneReadAreAPaste() {
        let decoder = Decoding()
        #expect(decoder.decode(codes(address + "\r"), at: 0) == [.paste(address + "\n")])
        #expect(decoder.decode(codes("abc"), at: 1) == "abc".map { .character($0) })
        #expect(decoder.decode(codes("abcd"), at: 2) == [.paste("abcd")])
    }

    @Test func aBurstGoesOnOverReads() {
        let decoder = Decoding()
        #expect(decoder.decode(codes("http://a"), at: 0) == [.paste("http://a")])
        #expect(decoder.decode(codes("b"), at: 0.01) == [.paste("b")])
        #expect(decoder.decode(codes("\r"), at: 0.02) == [.paste("\n")])
        #expect(decoder.decode(codes("q"), at: 1) == [.character("q")])
    }

    /// As the kernel hands it over: no more at once than it keeps for a program.
    @Test func aBurstOfManyReadsLosesNothing() {
        let decoder = Decoding()
        let whole = String(repeating: address + "\n", count: 1200)
        var rest = codes(whole)[...]
        var time = 0.0
        var text = ""
        while !rest.isEmpty {
            for case .paste(let piece) in decoder.decode(Array(rest.prefix(4095)), at: time) { text += piece }
            rest = rest.dropFirst(4095)
            time += 0.03
        }
        #expect(text == whole)
    }

    @Test func singleCharactersInQuickSuccessionAreAPaste() {
        let decoder = Decoding()
        let keys = "http:".enumerated().flatMap { decoder.decode(codes(String($1)), at: Double($0) * 0.005) }
        #expect(keys == [.character("h"), .character("t"), .character("t"), .paste("p"), .paste(":")])
    }

    @Test func typingIsNoPaste() {
        let decoder = Decoding()
        let keys = "typed by hand".enumerated().flatMap { decoder.decode(codes(String($1)), at: Double($0) * 0.08) }
        #expect(keys == "typed by hand".map { .character($0) })
    }

    @Test func aKeyHeldDownIsNoPaste() {
        let decoder = Decoding()
        let keys = (0..<50).flatMap { decoder.decode(codes("j"), at: Double($0) * 0.02) }
        #expect(keys == Array(repeating: .character("j"), count: 50))
        #expect(decoder.decode(codes("kkkkkkkk"), at: 9) == Array(repeating: .character("k"), count: 8))
    }

    @Test func arrowsBetweenBurstsStayKeys() {
        let decoder = Decoding()
        let input = Array(repeating: KeyCode.key(0o402), count: 10)
        #expect(decoder.decode(input, at: 0) == Array(repeating: .down, count: 10))
    }
}
