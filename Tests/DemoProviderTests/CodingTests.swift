import Testing

@testable import DemoProvider

@Suite struct CodingTests {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{fb}~>", "w7t-Pg"),
    ])
    func codesBase64URL(plain: String, coded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == coded)
        #expect(Base64URL.decode(coded) == Array(plain.utf8))
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9", "Zm+v", "Zm/v", "Zm9v Zg", "Zm9vé"])
    func refusesWhatIsNotBase64URL(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func codesForms() throws {
        let pairs = [FormPair("a b", "ü&=+%"), FormPair("c", ""), FormPair("~.-_", "\u{0}\n")]
        #expect(FormCoding.encode(pairs) == "a+b=%C3%BC%26%3D%2B%25&c=&~.-_=%00%0A")
        #expect(try FormCoding.decode(FormCoding.encode(pairs)) == pairs)
        #expect(try FormCoding.decode("&&a&b=1=2&") == [FormPair("a", ""), FormPair("b", "1=2")])
    }

    @Test(arguments: ["a=%", "a=%4", "a=%g0", "%zz=1", "a=%c3%28", "a=%ed%a0%80"])
    func refusesBrokenForms(form: String) {
        #expect(throws: FormFault.badEncoding) { try FormCoding.decode(form) }
    }

    @Test func writesJSON() {
        let value: JSON = ["a": "\"\\\n\u{1}é", "b": [true, .null, 12], "c": [:]]
        #expect(value.text == "{\"a\":\"\\\"\\\\\\u000a\\u0001é\",\"b\":[true,null,12],\"c\":{}}")
    }

    @Test func shelfForgetsTheOldestWhenFullAndTheExpired() {
        var shelf = Shelf<Int>(capacity: 3)
        for number in 0..<5 { shelf.put(number, under: "\(number)", until: 10, now: 0) }
        #expect(shelf.count == 3)
        #expect(shelf.value("1", now: 0) == nil && shelf.value("2", now: 0) == 2)
        #expect(shelf.value("4", now: 10) == nil && shelf.record("4")?.value == 4)
        for number in 0..<1000 { shelf.put(number, under: "same", until: 10, now: 0) }
        #expect(shelf.value("same", now: 0) == 999 && shelf.count == 3)
    }
}
