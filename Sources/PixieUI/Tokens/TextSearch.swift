import OAuth

/// Finds a text in others, without regard to the case of ASCII letters.
struct TextSearch: Sendable, Equatable {
    private let needle: [UInt8]

    init(_ text: String) { needle = text.utf8.map(Self.lower) }

    var isEmpty: Bool { needle.isEmpty }

    func isIn(_ text: String) -> Bool {
        guard let first = needle.first else { return false }
        let found = text.utf8.withContiguousStorageIfAvailable { octets in
            guard octets.count >= needle.count else { return false }
            for start in 0...(octets.count - needle.count) where Self.lower(octets[start]) == first {
                if needle.indices.allSatisfy({ Self.lower(octets[start + $0]) == needle[$0] }) { return true }
            }
            return false
        }
        return found ?? isIn(String(decoding: Array(text.utf8), as: UTF8.self))
    }

    /// Name or own value; what is inside is looked at by itself.
    func isIn(_ name: String, _ value: JSONValue) -> Bool {
        if isIn(name) { return true }
        switch value {
        case .string(let text): return isIn(text)
        case .number, .bool, .null: return isIn(value.text)
        case .object, .array: return false
        }
    }

    private static func lower(_ octet: UInt8) -> UInt8 { (0x41...0x5a).contains(octet) ? octet | 0x20 : octet }
}
