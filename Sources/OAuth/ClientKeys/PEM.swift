/// The blocks of a PEM file (RFC 7468): what stands between `-----BEGIN X-----` and `-----END X-----`.
struct PEM {
    struct Block {
        let label: String
        /// Nil when the text between the lines is not base 64.
        let bytes: [UInt8]?
        /// It has headers such as `Proc-Type`, which only encrypted keys of the old form have (RFC 1421).
        let hasHeaders: Bool
    }

    let blocks: [Block]

    /// Nil when there is no block at all.
    init?(_ text: String) {
        var blocks: [Block] = []
        var label: String?
        var body: [UInt8] = []
        var hasHeaders = false
        for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let line = Self.trimmed(line)
            if let begun = Self.marked("BEGIN", line) {
                (label, body, hasHeaders) = (begun, [], false)
            } else if let ended = Self.marked("END", line) {
                guard let begun = label else { continue }
                blocks.append(
                    Block(label: begun, bytes: begun == ended ? Self.decode(body) : nil, hasHeaders: hasHeaders))
                label = nil
            } else if label != nil {
                if line.contains(UInt8(ascii: ":")) { hasHeaders = true } else { body += line }
            }
        }
        if let label { blocks.append(Block(label: label, bytes: nil, hasHeaders: hasHeaders)) }
        guard !blocks.isEmpty else { return nil }
        self.blocks = blocks
    }

    private static func trimmed(_ line: Substring.UTF8View) -> [UInt8] {
        var line = line.drop { $0 == 0x20 || $0 == 0x09 }
        while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
        return Array(line)
    }

    /// The label of a line that begins or ends a block.
    private static func marked(_ word: String, _ line: [UInt8]) -> String? {
        let start = Array("-----\(word) ".utf8)
        let end = Array("-----".utf8)
        guard line.count > start.count + end.count, line.starts(with: start), line.suffix(end.count) == end[...] else {
            return nil
        }
        return String(decoding: line[start.count..<line.count - end.count], as: UTF8.self)
    }

    /// Base 64 with its padding, line ends already gone.
    private static func decode(_ digits: [UInt8]) -> [UInt8]? {
        var digits = digits[...]
        for _ in 0..<2 where digits.last == UInt8(ascii: "=") { digits.removeLast() }
        let text = digits.map { digit in
            switch digit {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            // Digits of the other alphabet are no digits here.
            case UInt8(ascii: "-"), UInt8(ascii: "_"): UInt8(ascii: "!")
            case _: digit
            }
        }
        return Base64URL.decode(String(decoding: text, as: UTF8.self))
    }
}
