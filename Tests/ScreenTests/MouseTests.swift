import Screen
import Testing

/// Reports of the mouse, and the parts of a frame that they mean.
struct MouseTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.decode(text.utf8.map(KeyCode.octet), at: 1)
    }

    @Test(arguments: [
        ("\u{1b}[<0;1;1M", MouseEvent.click(Position(column: 0, row: 0))),
        ("\u{1b}[<0;80;24M", .click(Position(column: 79, row: 23))),
        ("\u{1b}[<64;3;4M", .wheelUp(Position(column: 2, row: 3))),
        ("\u{1b}[<65;300;4M", .wheelDown(Position(column: 299, row: 3))),
    ])
    func aReportIsAnEvent(_ text: String, _ event: MouseEvent) {
        #expect(keys(text) == [.mouse(event)])
    }

    @Test(arguments: [
        "\u{1b}[<0;1;1m", "\u{1b}[<1;1;1M", "\u{1b}[<2;1;1M", "\u{1b}[<4;1;1M", "\u{1b}[<32;5;5M", "\u{1b}[<0;0;1M",
        "\u{1b}[<0;1;-1M", "\u{1b}[<0;1M", "\u{1b}[<0;1;1;1M", "\u{1b}[<;;M", "\u{1b}[<M", "\u{1b}[<0;10001;1M",
        "\u{1b}[<0;99999999999999999999;1M",
    ])
    func everythingElseIsNothing(_ text: String) {
        #expect(keys(text) == [.unknown])
    }

    @Test func aReportInPiecesIsOneEvent() {
        let octets = "\u{1b}[<0;12;3M".utf8.map(KeyCode.octet)
        for cut in 2..<octets.count {
            var decoder = KeyDecoder()
            let keys = decoder.decode(Array(octets[..<cut]), at: 1) + decoder.decode(Array(octets[cut...]), at: 1.01)
            #expect(keys == [.mouse(.click(Position(column: 11, row: 2)))])
        }
    }

    @Test func whatIsDrawnLastIsWhatAClickMeans() {
        var frame = Frame(size: Size(columns: 20, rows: 4))
        frame.put(
            [Span("o open", click: .key(.character("o"))), "  ", Span("c", click: .key(.character("c")))],
            at: Position(column: 1, row: 1))
        #expect(frame.meaning(at: Position(column: 1, row: 1)) == .key(.character("o")))
        #expect(frame.meaning(at: Position(column: 6, row: 1)) == .key(.character("o")))
        #expect(frame.meaning(at: Position(column: 7, row: 1)) == nil)
        #expect(frame.meaning(at: Position(column: 9, row: 1)) == .key(.character("c")))
        #expect(frame.meaning(at: Position(column: 1, row: 2)) == nil)
        frame.add(.row(3), in: Rect(column: 0, row: 1, columns: 3, rows: 1))
        #expect(frame.meaning(at: Position(column: 1, row: 1)) == .row(3))
    }

    @Test func whatIsCoveredCannotBeClicked() {
        var frame = Frame(size: Size(columns: 20, rows: 4))
        frame.put([Span("open", click: .key(.character("o")))], at: Position(column: 0, row: 1))
        frame.fill(Rect(column: 3, row: 0, columns: 5, rows: 3))
        #expect(frame.meaning(at: Position(column: 0, row: 1)) == nil)
    }

    @Test func textThatDidNotFitCannotBeClicked() {
        var frame = Frame(size: Size(columns: 4, rows: 1))
        frame.put(["abcd", Span("open", click: .key(.character("o")))], at: Position(column: 0, row: 0))
        #expect((0..<10).allSatisfy { frame.meaning(at: Position(column: $0, row: 0)) == nil })
    }
}
