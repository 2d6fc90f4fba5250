import Testing

@testable import OAuth

@Suite struct JSONReaderTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "-0.5", "1e5", "1E5", "1e+5", "1e-5", "1.5E-10",
        "1e999999", "123456789012345678901234567890", "\"\"", "\"a\"", "\"é\"", "\"😀\"", "\"\u{7f}\"",
        #""\"\\\/\b\f\n\r\t""#, #""\u0041""#, #""\u00e9\u00E9""#, #""\ud83d\ude00""#, #""\u0000""#, #""\uFFFF""#,
        "[]", "[ ]", "[1]", "[1,2]", "[[],{}]", "{}", "{ }", #"{"a":1}"#, #"{"a":1,"b":2}"#, #"{"":0}"#,
        " \t\r\n1 \t\r\n", #" { "a" : [ 1 , 2 ] } "#,
    ])
    func accepts(_ text: String) throws {
        _ = try JSONReader.read(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("", .empty), (" \n", .empty), ("{", .endsEarly), ("[", .endsEarly), ("[1", .endsEarly),
            ("[1,", .endsEarly),
            ("{\"a", .endsEarly), (#"{"a""#, .endsEarly), (#"{"a":"#, .endsEarly), (#"{"a":1"#, .endsEarly),
            (#"{"a":1,"#, .endsEarly), ("tru", .endsEarly), ("\"\\", .endsEarly), (#""\u00"#, .endsEarly),
            ("1 2", .trailing(2)), ("{}{}", .trailing(2)), ("[]]", .trailing(2)), ("nullx", .trailing(4)),
            ("\u{feff}{}", .byteOrderMark),
            ("[1,]", .unexpected(3)), ("[,1]", .unexpected(1)), ("[1 2]", .unexpected(3)), ("[1}", .unexpected(2)),
            (#"{"a":1,}"#, .unexpected(7)), (#"{"a" 1}"#, .unexpected(5)), ("{a:1}", .unexpected(1)),
            ("{1:1}", .unexpected(1)), (#"{"a":1]"#, .unexpected(6)), ("{,}", .unexpected(1)), ("'a'", .unexpected(0)),
            ("True", .unexpected(0)), ("NaN", .unexpected(0)), ("Infinity", .unexpected(0)), ("+1", .unexpected(0)),
            (".5", .unexpected(0)), ("// c\n1", .unexpected(0)), ("/**/1", .unexpected(0)), ("trux", .unexpected(3)),
            ("\"a\nb\"", .unexpected(2)), ("\"\u{1f}\"", .unexpected(1)), ("\u{a0}1", .unexpected(0)),
            ("\u{0c}1", .unexpected(0)), ("é", .unexpected(0)),
            ("01", .badNumber(0)), ("-", .badNumber(0)), ("-01", .badNumber(0)), ("1.", .badNumber(0)),
            ("1.e5", .badNumber(0)), ("1e", .badNumber(0)), ("1e+", .badNumber(0)), ("[-a]", .badNumber(1)),
            ("0x10", .trailing(1)), ("1_000", .trailing(1)),
            (#""\x41""#, .badEscape(1)), (#""\u00g0""#, .badEscape(1)), (#""a\'""#, .badEscape(2)),
            (#""\ud83d""#, .badEscape(1)), (#""\ud83dx""#, .badEscape(1)), (#""\ud83d\n""#, .badEscape(1)),
            (#""\ud83d\ud83d""#, .badEscape(1)), (#""\ude00""#, .badEscape(1)), (#""\ude00\ud83d""#, .badEscape(1)),
        ] as [(String, JSONFault)])
    func refuses(_ text: String, _ fault: JSONFault) {
        #expect(throws: fault) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            ([0x22, 0xFF, 0x22], .notUTF8(1)),
            ([0x22, 0x61, 0xC3, 0x22], .notUTF8(2)),
            ([0x22, 0xC3, 0xA9, 0xC0, 0xAF, 0x22], .notUTF8(3)),  // overlong
            ([0x22, 0xED, 0xA0, 0x80, 0x22], .notUTF8(1)),  // a surrogate
            ([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], .notUTF8(1)),  // above U+10FFFF
            ([0x22, 0xC3, 0x5C, 0x6E, 0xA9, 0x22], .notUTF8(1)),  // an escape inside of a sequence
            ([0xFF, 0xFE, 0x7B, 0x00], .unexpected(0)),  // UTF-16
            ([0x7B, 0x00, 0x7D, 0x00], .unexpected(1)),
        ] as [([UInt8], JSONFault)])
    func refusesWhatIsNotUTF8(_ bytes: [UInt8], _ fault: JSONFault) {
        #expect(throws: fault) { try JSONReader.read(bytes) }
    }

    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "a"), (#"{"a":1,"b":2,"\u0061":3}"#, "a"), (#"{"x":{"iss":1,"iss":2}}"#, "iss"),
        (#"{"":1,"":2}"#, ""),
    ])
    func refusesARepeatedName(_ text: String, _ name: String) {
        #expect(throws: JSONFault.repeatedName(ForeignText(name))) { try JSONReader.read(Array(text.utf8)) }
    }

    @Test func namesAreComparedByOctets() throws {
        // Composed and decomposed é are equal as Swift strings and different names in JSON.
        let object = try JSONReader.readObject(Array("{\"\u{e9}\":1,\"e\u{301}\":2}".utf8))
        #expect(object.count == 2)
        #expect(object["\u{e9}"]?.double == 1)
        #expect(object["e\u{301}"]?.double == 2)
        #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
    }

    @Test(arguments: ["[]", "1", "\"a\"", "null"])
    func refusesADocumentThatIsNoObject(_ text: String) {
        #expect(throws: JSONFault.notAnObject) { try JSONReader.readObject(Array(text.utf8)) }
    }

    @Test func readsTheLimitOfDepthAndNoMore() throws {
        let limit = Limits.jsonDepth
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        _ = try JSONReader.read(Array(deepest.utf8))
        let deeper = String(repeating: "[", count: limit + 1) + String(repeating: "]", count: limit + 1)
        #expect(throws: JSONFault.tooDeep) { try JSONReader.read(Array(deeper.utf8)) }
        let mixed = String(repeating: #"{"a":["#, count: limit)
        #expect(throws: JSONFault.tooDeep) { try JSONReader.read(Array(mixed.utf8)) }
    }

    @Test func stopsAtOnceInHundredThousandLevels() {
        let bytes = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONFault.tooDeep) { try JSONReader.read(bytes) }
    }

    @Test func readsTwentyThousandMembersInLinearTime() throws {
        let elapsed = try ContinuousClock().measure {
            let members = (0..<20_000).map { "\"claim\($0)\":\($0)" }
            let object = try JSONReader.readObject(Array("{\(members.joined(separator: ","))}".utf8))
            #expect(object.count == 20_000)
            #expect(object["claim19999"]?.double == 19_999)
        }
        // Quadratic work would take minutes; the bound is no measurement.
        #expect(elapsed < .seconds(60))
    }

    @Test func everyFaultHasASentence() {
        let faults: [JSONFault] = [
            .empty, .byteOrderMark, .endsEarly, .notUTF8(1), .repeatedName(ForeignText("a")), .tooDeep, .trailing(1),
            .unexpected(1), .badEscape(1), .badNumber(1), .notAnObject,
        ]
        for fault in faults {
            #expect(fault.message.hasSuffix("."))
        }
        #expect(JSONFault.repeatedName(ForeignText("\u{1b}[2J")).message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }
}
