import Testing

@testable import Screen

/// Octets as the terminal sends them.
func codes(_ text: String) -> [KeyCode] { text.utf8.map { .octet($0) } }

/// A decoder that expectations can call.
final class Decoding {
    private var decoder = KeyDecoder()

    var isInPaste: Bool { decoder.isInPaste }

    func decode(_ codes: [KeyCode], at uptime: Double) -> [Key] {
        decoder.decode(codes, at: uptime)
    }
}

struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        let decoder = Decoding()
        return decoder.decode(codes(text), at: 0)
    }

    @Test(arguments: [
        ("a", [Key.character("a")]), ("é", [.character("é")]), ("日", [.character("日")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\r\n", [.enter]), ("\t", [.tab]), (" ", [.character(" ")]),
        ("\u{7f}", [.backspace]), ("\u{8}", [.backspace]), ("\u{1b}", [.escape]), ("\u{1b}\u{1b}", [.escape, .escape]),
        ("\u{1}", [.control("a")]), ("\u{3}", [.control("c")]), ("\u{1a}", [.control("z")]), ("\0", [.control(" ")]),
        ("\u{1c}", [.control("\\")]), ("\u{1f}", [.control("_")]),
        ("\u{1b}x", [.alt("x")]), ("\u{1b}é", [.alt("é")]), ("\u{1b}\u{7f}", [.control("w")]),
        ("\u{1b}\r", [.escape, .enter]), ("\u{1b}\u{3}", [.escape, .control("c")]),
        ("ab", [.character("a"), .character("b")]), ("ab\r", [.character("a"), .character("b"), .enter]),
    ])
    func decodesWhatIsTyped(_ text: String, _ expected: [Key]) {
        #expect(keys(text) == expected)
    }

    @Test(arguments: [
        ("[A", Key.up), ("[B", .down), ("[C", .right), ("[D", .left), ("OA", .up), ("OD", .left), ("[H", .home),
        ("[F", .end), ("OH", .home), ("OF", .end), ("[1~", .home), ("[7~", .home), ("[2~", .insert), ("[3~", .delete),
        ("[4~", .end), ("[8~", .end), ("[5~", .pageUp), ("[6~", .pageDown), ("[Z", .backTab), ("OM", .enter),
        ("OP", .function(1)), ("OS", .function(4)), ("[11~", .function(1)), ("[15~", .function(5)),
        ("[17~", .function(6)), ("[21~", .function(10)), ("[24~", .function(12)), ("[[A", .function(1)),
        ("[[E", .function(5)), ("[1;5D", .alt("b")), ("[1;5C", .alt("f")), ("[1;3C", .alt("f")), ("[1;2A", .up),
        ("[I", .focusIn), ("[O", .focusOut), ("[99;5u", .control("c")), ("[97u", .character("a")), ("[27u", .escape),
        ("[97;3u", .alt("a")), ("[9;2u", .backTab), ("[27;5;99~", .control("c")),
    ])
    func decodesSequencesThatCursesDoesNotKnow(_ sequence: String, _ key: Key) {
        #expect(keys("\u{1b}" + sequence) == [key])
        #expect(keys("\u{1b}" + sequence + "x") == [key, .character("x")])
    }

    /// Numbers that no terminal sends; one less than the smallest integer there is no number.
    @Test(arguments: [
        "[1;-9223372036854775808D", "[1;9223372036854775807A", "[-9223372036854775808;1u", "[27;-1;97~", "[1;0H",
        "[27;5;-9223372036854775808~", "[99999999999999999999~",
    ])
    func aSequenceWithAnAbsurdNumberMeansNothing(_ sequence: String) {
        #expect(keys("\u{1b}" + sequence) == [.unknown])
    }

    @Test(arguments: ["\u{1b}\u{9b}", "\u{1b}\u{80}", "\u{1b}\u{fffd}"])
    func anEightBitControlWithAltMeansNothing(_ text: String) {
        #expect(keys(text) == [.unknown])
    }

    /// Mouse, reports and unknown sequences end as one key that means nothing; no letter of theirs is a command.
    @Test(arguments: [
        "[99z", "[<35;10;20M", "[M !!", "[12;40R", "[?1;2c", "[200", "[?2004;1$y", "[999999999999999999999~", "[u",
        "[1114112u", "[55296u", "[8238u",
    ])
    func neverTakesSequencesApart(_ sequence: String) {
        let decoder = Decoding()
        var found = decoder.decode(codes("\u{1b}" + sequence), at: 0)
        found += decoder.decode([], at: 10)
        #expect(found == [.unknown])
    }

    @Test(arguments: ["]11;rgb:0000/0000/0000\u{7}", "]52;c;aGVsbG8=\u{1b}\\", "P1$r0m\u{1b}\\", "_Gi=1;OK\u{1b}\\"])
    func skipsControlStrings(_ sequence: String) {
        #expect(keys("\u{1b}" + sequence + "x") == [.character("x")])
    }

    @Test func anUnendedControlStringEndsWithSilence() {
        let decoder = Decoding()
        #expect(decoder.decode(codes("\u{1b}]0;abc"), at: 0) == [])
        #expect(decoder.decode(codes("def"), at: 0.1) == [])
        #expect(decoder.decode(codes("q"), at: 1) == [.character("q")])
    }

    @Test func eightBitControlsAreNotText() {
        let decoder = Decoding()
        #expect(decoder.decode([.octet(0x9b), .octet(0x33), .octet(0x7e)], at: 0) == [.unknown])
        #expect(decoder.decode(codes("\u{9b}3~"), at: 1) == [.unknown])
    }

    @Test(
        arguments: [
            (0o402, Key.down), (0o403, .up), (0o404, .left), (0o405, .right), (0o406, .home), (0o407, .backspace),
            (0o411, .function(1)), (0o424, .function(12)), (0o512, .delete), (0o522, .pageDown), (0o523, .pageUp),
            (0o527, .enter), (0o541, .backTab), (0o550, .end), (0o632, .unknown), (0o777, .unknown),
        ] as [(Int32, Key)])
    func namesTheKeysOfCurses(_ number: Int32, _ key: Key) {
        let decoder = Decoding()
        #expect(decoder.decode([.key(number)], at: 0) == [key])
    }

    @Test func joinsCharactersSplitOverReads() {
        let decoder = Decoding()
        let octets = codes("日")
        #expect(decoder.decode([octets[0]], at: 0) == [])
        #expect(decoder.decode([octets[1]], at: 0.01) == [])
        #expect(decoder.decode([octets[2]], at: 0.02) == [.character("日")])
    }

    @Test func joinsSequencesSplitOverReads() {
        let decoder = Decoding()
        #expect(decoder.decode(codes("\u{1b}[1;"), at: 0) == [])
        #expect(decoder.decode(codes("5D"), at: 0.1) == [.alt("b")])
    }

    @Test func givesUpOnIncompleteSequences() {
        let decoder = Decoding()
        #expect(decoder.decode(codes("\u{1b}["), at: 0) == [])
        #expect(decoder.decode(codes("q"), at: 2) == [.alt("["), .character("q")])
        #expect(decoder.decode(codes("\u{1b}[12"), at: 4) == [])
        #expect(decoder.decode(codes("q"), at: 6) == [.unknown, .character("q")])
    }

    /// No octets at all make it trap, hang or grow.
    @Test func survivesEveryPairAndRandomOctets() {
        for first in UInt8.min...UInt8.max {
            let decoder = Decoding()
            for second in UInt8.min...UInt8.max {
                _ = decoder.decode([.octet(0x1b), .octet(first), .octet(second)], at: Double(second))
                _ = decoder.decode([.octet(first), .octet(second)], at: Double(second) + 0.5)
            }
        }
        var seed: UInt64 = 42
        let decoder = Decoding()
        for round in 0..<20_000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let octets = (0..<8).map { KeyCode.octet(UInt8(truncatingIfNeeded: seed >> ($0 * 8))) }
            _ = decoder.decode(octets, at: Double(round) * 0.03)
        }
        #expect(!decoder.isInPaste || decoder.decode([], at: 1_000_000).count <= 2)
    }
}
