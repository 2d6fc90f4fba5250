import Testing

@testable import Screen

struct FrameShapesTests {
    @Test func drawsABox() {
        var frame = Frame(size: Size(columns: 20, rows: 5))
        frame.put("covered", at: Position(column: 4, row: 2))
        let inside = frame.box(
            Rect(column: 1, row: 0, columns: 18, rows: 4), title: Line("Not used", .failed), footer: "Esc")
        frame.put([Line("What"), Line("Why"), Line("beyond")], in: inside)
        #expect(
            frame.textDump() == """
                 ┌ Not used ──────┐
                 │ What           │
                 │ Why            │
                 └ Esc ───────────┘


                """)
        #expect(inside == Rect(column: 3, row: 1, columns: 14, rows: 2))
        #expect(frame.roleDump().split(separator: "\n").first == " b FFFFFFFF bbbbbbb")
    }

    @Test func cutsALongTitle() {
        var frame = Frame(size: Size(columns: 12, rows: 2))
        frame.box(Rect(frame.size), title: "A very long title")
        #expect(frame.textDump() == "┌ A very l…┐\n└──────────┘\n")
    }

    @Test func putsAnAddressAsOneBlock() {
        var frame = Frame(size: Size(columns: 10, rows: 5))
        let address = "https://a.example/x?y=z"
        #expect(frame.putAddress(address, row: 1) == 3)
        #expect(frame.textDump() == "\nhttps://a.\nexample/x?\ny=z\n\n")
        #expect(frame.roleDump() == "\nAAAAAAAAAA\nAAAAAAAAAA\nAAA\n\n")
        #expect(frame.block == AddressBlock(row: 1, text: address))
        #expect(frame.block?.rows(columns: 10) == 3)
        #expect(frame.shows(AddressBlock(row: 1, text: address)))
    }

    @Test func aCoveredBlockIsNotShown() {
        var frame = Frame(size: Size(columns: 10, rows: 5))
        frame.putAddress("https://a.example/x?y=z", row: 1)
        guard let block = frame.block else {
            Issue.record("no block")
            return
        }
        var touched = frame
        touched.put("x", at: Position(column: 9, row: 3))
        #expect(!touched.shows(block))
        frame.box(Rect(column: 5, row: 2, columns: 4, rows: 3))
        #expect(!frame.shows(block))
    }

    @Test func anAddressWithoutRoomIsCutAndNoBlock() {
        var frame = Frame(size: Size(columns: 10, rows: 5))
        #expect(frame.putAddress("https://a.example/x?y=z", row: 1, maxRows: 2) == 2)
        #expect(frame.textDump() == "\nhttps://a.\nexample/x…\n\n\n")
        #expect(frame.block == nil)
        #expect(frame.putAddress("https://a.example/", row: 9) == 0)
    }

    @Test func anAddressWithOtherCharactersIsNoBlock() {
        var frame = Frame(size: Size(columns: 40, rows: 5))
        frame.putAddress("https://a.example/\u{1b}]0;x\u{7}", row: 1)
        #expect(frame.block == nil)
        #expect(frame.textDump() == "\nhttps://a.example/\\u{1b}]0;x\\u{7}\n\n\n\n")
    }

    @Test func aBlockOfExactlyWholeRows() {
        var frame = Frame(size: Size(columns: 9, rows: 2))
        #expect(frame.putAddress("https://a.example/", row: 0) == 2)
        #expect(frame.block != nil)
        #expect(frame.block.map(frame.shows) == true)
    }

    @Test func putsAtTheRightEdge() {
        var frame = Frame(size: Size(columns: 10, rows: 2))
        frame.putRight("4:58 ", at: Position(column: 0, row: 0), width: 10)
        frame.putRight("much too long text", at: Position(column: 0, row: 1), width: 10)
        #expect(frame.textDump() == "     4:58\nmuch too …\n")
    }

    @Test func splitsRectangles() {
        let whole = Rect(Size(columns: 80, rows: 24))
        #expect(whole.splitTop(2).rest == Rect(column: 0, row: 2, columns: 80, rows: 22))
        #expect(whole.splitBottom(1).bottom == Rect(column: 0, row: 23, columns: 80, rows: 1))
        #expect(whole.splitLeft(50, gap: 2).rest == Rect(column: 52, row: 0, columns: 28, rows: 24))
        #expect(whole.splitTop(99).rest.rows == 0)
        #expect(whole.splitBottom(-4).bottom.isEmpty)
        #expect(whole.centered(Size(columns: 20, rows: 4)) == Rect(column: 30, row: 10, columns: 20, rows: 4))
        #expect(Rect(column: 0, row: 0, columns: 1, rows: 1).inset().isEmpty)
    }
}
