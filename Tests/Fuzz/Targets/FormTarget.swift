import OAuth

extension FuzzTarget {
    /// Forms, queries and percent coding.
    static let form = FuzzTarget("form") { input throws(Violation) in
        let text = input.text
        let encoded = FormEncoding.encode(text)
        try expect(encoded.utf8.allSatisfy(isWire), "encoded: \(encoded)")
        let percent = PercentCoding.encode(text)
        try expect((try? PercentCoding.decode(percent))?.utf8.elementsEqual(text.utf8) == true, "percent coding")
        let single = try? FormEncoding.decode(encoded + "=" + encoded)
        try expect(single.map { isSame($0, [FormPair(text, text)]) } == true, "what was encoded is not decoded")

        switch Result(catching: { () throws(FormFault) in try FormEncoding.decode(text) }) {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let pairs): try expectDecoded(pairs, text)
        }
    }

    private static func expectDecoded(_ pairs: [FormPair], _ text: String) throws(Violation) {
        try expect(pairs.count == text.utf8.split(separator: UInt8(ascii: "&")).count, "a pair for each piece")
        guard let again = try? FormEncoding.decode(FormEncoding.encode(pairs)) else {
            throw Violation("encoded pairs are not decoded")
        }
        // A pair of nothing is written as `=`, which is a piece.
        try expect(isSame(again, pairs), "decode, encode, decode: another pair")
    }

    /// Octet for octet; Swift compares texts by their Unicode equivalence.
    private static func isSame(_ pairs: [FormPair], _ others: [FormPair]) -> Bool {
        pairs.count == others.count
            && zip(pairs, others).allSatisfy {
                $0.name.utf8.elementsEqual($1.name.utf8) && $0.value.utf8.elementsEqual($1.value.utf8)
            }
    }

    private static func isWire(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case _: Array("-._~%+".utf8).contains(octet)
        }
    }
}
