import Screen
import Testing

/// Nobody types a hundred keys in one moment.
struct KeyFloodTests {
    @Test func whatAPersonCanTypeIsLeftAlone() {
        let keys = Array(repeating: Key.down, count: KeyFlood.most) + [.paste("http://127.0.0.1/")]
        #expect(KeyFlood.calmed(keys) == keys)
    }

    @Test func noKeyOfAFloodCounts() {
        var keys: [Key] = []
        for number in 0...KeyFlood.most {
            keys += [.control("c"), .paste("\(number) "), .character("q")]
        }
        let text = (0...KeyFlood.most).map { "\($0) " }.joined()
        #expect(KeyFlood.calmed(keys) == [.paste(text)])
        #expect(KeyFlood.calmed(Array(repeating: .control("n"), count: 5000)).isEmpty)
    }

    @Test func theTextOfAFloodHasTheLimitOfAPaste() {
        let piece = Key.paste(String(repeating: "a", count: 9000))
        let keys = Array(repeating: Key.unknown, count: 200) + Array(repeating: piece, count: 20)
        guard case .paste(let text)? = KeyFlood.calmed(keys).first else {
            Issue.record("no paste")
            return
        }
        #expect(text.utf8.count == KeyDecoder.pasteLimit + 1)
    }
}
