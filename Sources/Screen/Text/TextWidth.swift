/// How many columns text takes, counted as the cells of a ``Frame`` are: what is shown as an escape counts as the
/// escape.
public enum TextWidth {
    /// Columns of a whole text.
    public static func width(of text: String, glyphs: Glyphs = .unicode) -> Int {
        isPlain(text) ? text.utf8.count : count(text, glyphs)
    }

    /// The same of a part of a text. It is not one generic function with the other, so that plain text stays quick.
    public static func width(of text: Substring, glyphs: Glyphs = .unicode) -> Int {
        isPlain(text) ? text.utf8.count : count(text, glyphs)
    }

    private static func count(_ text: some StringProtocol, _ glyphs: Glyphs) -> Int {
        var reader = ClusterReader(text, glyphs: glyphs)
        var width = 0
        while let cluster = reader.next() {
            width += Int(cluster.width)
        }
        return width
    }

    /// Columns of one character. A combining mark alone counts as its escape.
    public static func width(of character: Character) -> Int {
        width(of: String(character))
    }

    /// The start of the text that fits into `limit` columns, ending in an ellipsis when something was cut.
    public static func cut(_ text: String, to limit: Int, glyphs: Glyphs = .unicode) -> String {
        guard isPlain(text) else { return cut(characters: text, to: limit, glyphs) }
        guard text.utf8.count > limit else { return text }
        return limit > 0 ? text.prefix(limit - 1) + glyphs.ellipsis : ""
    }

    private static func cut(characters text: String, to limit: Int, _ glyphs: Glyphs) -> String {
        var kept = ""
        var keptWidth = 0
        var shortest = ""
        for character in text {
            let width = width(of: String(character), glyphs: glyphs)
            if keptWidth + width > limit { return limit > 0 ? shortest + glyphs.ellipsis : "" }
            if keptWidth + width < limit { shortest += String(character) }
            kept.append(character)
            keptWidth += width
        }
        return kept
    }

    /// The text as a frame would show it, for messages outside of frames: escapes instead of what is not safe, at
    /// most `limit` columns.
    public static func shown(_ text: String, limit: Int, glyphs: Glyphs = .unicode) -> String {
        var reader = ClusterReader(text, glyphs: glyphs)
        var kept = String.UnicodeScalarView()
        var count = 0
        var width = 0
        // How many scalars leave room for the ellipsis.
        var shortest = 0
        while let cluster = reader.next() {
            if width < limit { shortest = count }
            width += Int(cluster.width)
            if width > limit { return limit > 0 ? String(kept.prefix(shortest)) + glyphs.ellipsis : "" }
            for value in [cluster.base] + Cluster.marks(of: cluster.marks) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                kept.append(scalar)
                count += 1
            }
        }
        return String(kept)
    }

    /// True for printable ASCII alone: every octet is a column.
    ///
    /// Most of what is drawn is, and each row is measured for each frame: so not by a generic function, which another
    /// target could call only through its tables.
    static func isPlain(_ text: String) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(arePlain) ?? text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    }

    static func isPlain(_ text: Substring) -> Bool {
        text.utf8.withContiguousStorageIfAvailable(arePlain) ?? text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    }

    private static func arePlain(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
        var others: UInt8 = 0
        // 0x20...0x7e come below 0x5f.
        for octet in octets { others |= octet &- 0x20 < 0x5f ? 0 : 1 }
        return others == 0
    }
}
