/// The words of a command line that has only a name, flags, and one option with a number.
struct QuickWords {
    private(set) var names: [String] = []
    private(set) var number: Int?
    // A few words at most: comparing is quicker than hashing.
    private var flags: [String] = []

    /// - Parameters:
    ///   - flags: Those that may be there, each once.
    ///   - option: The one that has a number, as `--option 5` or `--option=5`.
    ///   - most: The largest number it may have.
    /// - Returns: nil for anything that is not exactly so, such as a short option, `--` or an empty name.
    init?(_ arguments: ArraySlice<String>, flags known: [String], number option: String? = nil, most: Int = 0) {
        var rest = arguments
        while let word = rest.popFirst() {
            if !word.utf8.starts(with: "-".utf8) {
                guard !word.isEmpty else { return nil }
                names.append(word)
            } else if known.contains(word), !flags.contains(word) {
                flags.append(word)
            } else if number == nil, word == option, let text = rest.popFirst(), let value = Self.digits(text, most) {
                number = value
            } else if number == nil, let option, word.utf8.starts(with: (option + "=").utf8),
                let value = Self.digits(word.dropFirst(option.count + 1), most)
            {
                number = value
            } else {
                return nil
            }
        }
    }

    func has(_ flag: String) -> Bool { flags.contains(flag) }

    /// Nothing but digits: what else may be a number is for the parser to say.
    private static func digits(_ text: some StringProtocol, _ most: Int) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 9 else { return nil }
        var value = 0
        for digit in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value <= most ? value : nil
    }
}
