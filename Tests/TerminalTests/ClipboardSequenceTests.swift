import Terminal
import Testing

struct ClipboardSequenceTests {
    @Test func theTextTravelsAsBase64InOneSequence() {
        #expect(ClipboardSequence.osc52("hello", isInScreen: false) == "\u{1b}]52;c;aGVsbG8=\u{7}")
    }

    @Test func nothingOfTheTextIsObeyed() {
        let sequence = ClipboardSequence.osc52("\u{7}\u{1b}]0;gone\u{7}\r\n", isInScreen: false)
        #expect(sequence.unicodeScalars.filter { $0 == "\u{1b}" || $0 == "\u{7}" }.count == 2)
    }

    @Test func aShortTextIsOnePieceForGNUScreen() {
        #expect(ClipboardSequence.osc52("hello", isInScreen: true) == "\u{1b}P\u{1b}]52;c;aGVsbG8=\u{7}\u{1b}\\")
    }

    /// Lengths of the sequence around one and two pieces of 700 octets.
    @Test(arguments: [513, 516, 519, 1038, 1041, 5000])
    func aLongTextGoesToGNUScreenInPiecesThatItPassesOn(_ length: Int) {
        let text = String(repeating: "k", count: length)
        let whole = ClipboardSequence.osc52(text, isInScreen: false)
        let wrapped = ClipboardSequence.osc52(text, isInScreen: true)
        let pieces = wrapped.split(separator: "\u{1b}P", omittingEmptySubsequences: true)
        #expect(wrapped.hasPrefix("\u{1b}P"))
        #expect(pieces.allSatisfy { $0.hasSuffix("\u{1b}\\") })
        let inner = pieces.map { $0.dropLast(2) }
        #expect(inner.dropLast().allSatisfy { $0.utf8.count == 700 })
        #expect((1...700).contains(inner.last?.utf8.count ?? 0))
        #expect(inner.joined() == whole)
    }
}
