import OAuth
import Testing

@Suite struct SecretTests {
    @Test func printingShowsOnlyTheLength() {
        let secret = Secret("hunter2-hunter2")
        var dumped = ""
        dump([secret], to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), String(describing: [secret]), dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.reveal() == "hunter2-hunter2")
    }

    @Test func comparesOctets() {
        #expect(Secret("abc") == Secret("abc"))
        #expect(Secret("abc") != Secret("abd"))
        #expect(Secret("abc") != Secret("abcd"))
        // The same letter in two forms of Unicode is not the same secret.
        #expect(Secret("\u{e9}") != Secret("e\u{301}"))
    }

    @Test func entropyIsUsedOnceAndHidden() {
        var entropy = Entropy(Array(1...10))
        #expect(entropy.take(3) == [1, 2, 3])
        #expect(entropy.take(0) == [])
        #expect(entropy.remaining == 7)
        #expect(entropy.takeText(3).reveal() == Base64URL.encode([4, 5, 6]))
        #expect("\(entropy)" == "(4 random octets, hidden)")
        var dumped = ""
        dump(entropy, to: &dumped)
        #expect(!dumped.contains("7"))
    }
}
