import Screen
import Testing

@testable import Terminal

struct InputBatchTests {
    private func batch(_ text: String) -> InputBatch {
        var batch = InputBatch()
        for octet in text.utf8 { batch.append(.octet(octet)) }
        return batch
    }

    @Test(arguments: [
        ("", false, false),
        ("h", false, true),
        ("htt", false, true),
        ("http", true, true),
        // A key that is held down.
        ("jjjjjjjjjj", false, true),
        ("aaab", true, true),
        ("\r", false, false),
        ("\r\n\t", false, false),
        ("ab\ncd\tef", true, true),
        ("\u{e9}\u{e8}", true, true),
        // Sequences and controls are whole when they come.
        ("\u{1b}", false, false),
        ("\u{1b}[200~http", false, false),
        ("http\u{3}", false, false),
        ("http\u{7f}", false, false),
    ])
    func moreIsAwaitedOnlyOfWhatMayBeAPaste(_ text: String, _ elsewhere: Bool, _ expected: Bool) {
        #expect(batch(text).mayGoOn(expectsPaste: false) == elsewhere)
        #expect(batch(text).mayGoOn(expectsPaste: true) == expected)
    }

    /// Between its marks a paste is read past curses; the end mark may come as a key or as octets, in any pieces.
    @Test func aMarkedPasteIsFollowedToItsEnd() {
        var batch = InputBatch()
        #expect(!batch.isInPaste)
        batch.append(.key(CursesKeys.pasteStart))
        #expect(batch.isInPaste)
        for octet in "x\u{1b}[20\u{1b}[201".utf8 { batch.append(.octet(octet)) }
        #expect(batch.isInPaste)
        batch.append(.octet(0x7e))
        #expect(!batch.isInPaste)
        var next = InputBatch(isInPaste: true)
        next.append(.octet(0x41))
        #expect(next.isInPaste)
        next.append(.key(CursesKeys.pasteEnd))
        #expect(!next.isInPaste)
    }

    @Test func aKeyIsNoPaste() {
        var batch = batch("https://a.example/")
        #expect(batch.mayGoOn(expectsPaste: false))
        batch.append(.key(CursesKeys.pasteStart))
        #expect(!batch.mayGoOn(expectsPaste: true))
    }

    @Test func codesKeepTheirOrder() {
        var batch = batch("a")
        batch.append(.key(CursesKeys.focusIn))
        batch.append(.octet(0x62))
        #expect(batch.codes == [.octet(0x61), .key(CursesKeys.focusIn), .octet(0x62)])
    }

    @Test func endlessInputEndsTheBatch() {
        var batch = InputBatch()
        for number in 0..<InputBatch.most - 1 { batch.append(.octet(0x61 + UInt8(number % 2))) }
        #expect(batch.mayGoOn(expectsPaste: true))
        batch.append(.octet(0x63))
        #expect(!batch.mayGoOn(expectsPaste: true))
    }
}
