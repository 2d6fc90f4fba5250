import OAuth
import Testing

@Suite struct FormEncodingTests {
    /// RFC 6749 appendix B.
    @Test func encodesTheExampleOfAppendixB() {
        #expect(FormEncoding.encode(" %&+\u{a3}\u{20ac}") == "+%25%26%2B%C2%A3%E2%82%AC")
        #expect(PercentCoding.encode("a b/ü~") == "a%20b%2F%C3%BC~")
    }

    @Test func keepsUnreservedCharactersOnly() {
        for octet in UInt8(0x20)...0x7e {
            let text = String(UnicodeScalar(octet))
            let isKept = FormEncoding.encode(text) == text
            let isUnreserved = text.contains { $0.isLetter || $0.isNumber || "-._~".contains($0) }
            #expect(isKept == isUnreserved, "\(text)")
        }
    }

    @Test(arguments: [
        "", "a b+c", "a&b=c#d?e%f", "\u{0}\r\n\t", "Grüße 日本語 🙂", "e\u{301}\u{e9}", "100%", "%25", "a%20b",
        "\u{10ffff}",
    ])
    func everyTextSurvivesTheRoundTrip(text: String) throws {
        let pairs = [FormPair("n", text), FormPair(text + "x", "v")]
        let decoded = try FormEncoding.decode(FormEncoding.encode(pairs))
        #expect(decoded.map { Array($0.name.utf8) } == pairs.map { Array($0.name.utf8) })
        #expect(decoded.map { Array($0.value.utf8) } == pairs.map { Array($0.value.utf8) })
        #expect(try PercentCoding.decode(PercentCoding.encode(text)).utf8.elementsEqual(text.utf8))
    }

    @Test func keepsOrderAndDuplicates() throws {
        let pairs = try FormEncoding.decode("b=1&a=2&b=3&c&=4&&d=")
        #expect(
            pairs == [
                FormPair("b", "1"), FormPair("a", "2"), FormPair("b", "3"), FormPair("c", ""), FormPair("", "4"),
                FormPair("d", ""),
            ])
        #expect(FormEncoding.encode([(name: "b", value: "1 2"), (name: "a", value: "&")]) == "b=1+2&a=%26")
    }

    @Test func decodesExactlyOnce() throws {
        #expect(
            try FormEncoding.decode("a=%2525&b=1+1%2B1&c=x=y") == [
                FormPair("a", "%25"), FormPair("b", "1 1+1"), FormPair("c", "x=y"),
            ])
        #expect(try FormEncoding.decode("") == [])
        #expect(try FormEncoding.decode("&&&") == [])
    }

    @Test(arguments: [
        ("a=%", 2), ("a=%4", 2), ("a=%4&b=1", 2), ("a=%zz", 2), ("%G1=1", 0), ("ok=1&b=%%41", 7), ("a=%+1", 2),
    ])
    func refusesBrokenPercents(query: String, offset: Int) {
        #expect(throws: FormFault.badPercent(offset: offset)) { try FormEncoding.decode(query) }
    }

    @Test(arguments: ["a=%ff", "a=%c3", "a=%c3%28", "a=%ed%a0%80", "a=%c0%af", "%fe=1", "a=%f4%90%80%80"])
    func refusesWhatIsNotUTF8(query: String) {
        #expect(throws: FormFault.self) { try FormEncoding.decode(query) }
    }
}
