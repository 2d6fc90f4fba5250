/// A token in its compact form, cut at its dots (RFC 7515 section 7.1, RFC 7516 section 7.1).
struct TokenParts {
    /// One part more than a JWE has is enough to know that it is neither.
    private static let most = 6
    private let text: String
    /// Where the dots stand, in octets.
    private let dots: [Int]

    init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.text = text
        // A token of 1 MiB is cut while a frame is waited for: octets are looked at, not characters.
        dots =
            text.utf8.withContiguousStorageIfAvailable { octets in
                var dots: [Int] = []
                for place in octets.indices where octets[place] == UInt8(ascii: ".") {
                    dots.append(place)
                    if dots.count == Self.most - 1 { break }
                }
                return dots
            } ?? []
    }

    var count: Int { dots.count + 1 }

    subscript(part: Int) -> Substring {
        let start = part == 0 ? 0 : dots[part - 1] + 1
        let end = part < dots.count ? dots[part] : text.utf8.count
        return text[index(start)..<index(end)]
    }

    /// The octets before the dot with this number, counted from 0.
    func octets(before dot: Int) -> [UInt8] {
        text.utf8.withContiguousStorageIfAvailable { Array($0[..<dots[dot]]) } ?? []
    }

    private func index(_ octets: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: octets) }
}
