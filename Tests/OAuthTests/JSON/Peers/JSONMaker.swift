/// Makes JSON texts by chance, the same ones for the same seed.
struct JSONMaker {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// SplitMix64: small, and good enough for choosing.
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((value ^ (value >> 31)) % UInt64(bound))
    }

    private mutating func one(of texts: [String]) -> String { texts[next(below: texts.count)] }

    // MARK: - Documents

    /// A correct text, with spaces, escapes and numbers in every form.
    mutating func document(depth: Int = 0) -> String {
        let kind = next(below: depth < 6 ? 10 : 7)
        let text =
            switch kind {
            case 0: one(of: ["null", "true", "false"])
            case 1...3: number()
            case 4...6: string()
            case 7: "[" + list { $0.document(depth: depth + 1) } + "]"
            case _: "{" + members(depth) + "}"
            }
        return space() + text + space()
    }

    private mutating func space() -> String {
        next(below: 4) == 0 ? one(of: [" ", "\t", "\n", "\r\n", "  \n\t"]) : ""
    }

    private mutating func list(_ element: (inout JSONMaker) -> String) -> String {
        (0..<next(below: 5)).map { _ in element(&self) }.joined(separator: ",")
    }

    /// Now and then a name comes twice.
    private mutating func members(_ depth: Int) -> String {
        (0..<next(below: 6)).map { index in
            let name = next(below: 40) == 0 ? "\"a\"" : "\"" + one(of: ["a", "\\u0062", "é", ""]) + "\(index)\""
            return space() + name + space() + ":" + document(depth: depth + 1)
        }.joined(separator: ",")
    }

    private mutating func digits(_ count: Int) -> String {
        (0..<count).map { _ in String(next(below: 10)) }.joined()
    }

    private mutating func number() -> String {
        let sign = one(of: ["", "", "-"])
        let whole = one(of: ["0", "1", "9007199254740993", "4", "31", "1795270321", "18446744073709551615"])
        let fraction = next(below: 3) == 0 ? "." + digits(1 + next(below: 18)) : ""
        let exponent = next(below: 4) == 0 ? one(of: ["e", "E", "e+", "E-", "e-"]) + digits(1 + next(below: 2)) : ""
        return sign + whole + fraction + exponent
    }

    private mutating func string() -> String {
        let pieces = (0..<next(below: 8)).map { _ in
            one(of: [
                "a", "iss", "https://login.example.com/", "\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t",
                "\\u0041", "\\u00e9", "\\u0000", "\\ud83d\\ude00", "\\uFFFF", "é", "日", "😀", "\u{301}", "\u{7f}", " ",
            ])
        }
        return "\"" + pieces.joined() + "\""
    }

    // MARK: - Damage

    /// The text with one to three octets or runs of octets left out, put in, changed, doubled or moved.
    mutating func damaged(_ text: [UInt8]) -> [UInt8] {
        var octets = text
        for _ in 0...next(below: 3) where !octets.isEmpty {
            let place = next(below: octets.count)
            let end = min(octets.count, place + 1 + next(below: 4))
            switch next(below: 6) {
            case 0: octets.removeSubrange(place..<end)
            case 1: octets.insert(contentsOf: Array(piece().utf8), at: place)
            case 2: octets[place] = UInt8(next(below: 256))
            case 3: octets.insert(contentsOf: octets[place..<end], at: place)
            case 4: octets = Array(octets[..<place])
            case _: octets.swapAt(place, next(below: octets.count))
            }
        }
        return octets
    }

    private mutating func piece() -> String {
        one(of: [
            ",", ":", "[", "]", "{", "}", "\"", "\\", "0", "-", "+", ".", "e", "E1", "\\u", "\\ud800", "\\udc00",
            "\u{0}",
            "\n", "\u{b}", "\u{a0}", "\u{feff}", "null", "true", "NaN", "/*", "//", "'", "1", "00", "99", "é", "\u{1f}",
        ])
    }
}
