/// Why a text is not acceptable JSON. Offsets count octets from the start of the text, from 0.
public enum JSONFault: Error, Sendable, Equatable {
    /// There is nothing, or only white space.
    case empty
    /// The text starts with a byte order mark (RFC 8259 section 8.1 forbids sending one).
    case byteOrderMark
    /// The text stops before the value is complete.
    case endsEarly
    case notUTF8(Int)
    /// One object has two members of this name. Readers disagree about which one counts, so neither does.
    case repeatedName(ForeignText)
    /// Arrays and objects are nested deeper than ``Limits/jsonDepth``.
    case tooDeep
    /// There is more text after the value.
    case trailing(Int)
    /// A character that cannot stand there.
    case unexpected(Int)
    /// An unknown escape, or half of a surrogate pair.
    case badEscape(Int)
    case badNumber(Int)
    /// The text is correct JSON, but no object.
    case notAnObject
}

extension JSONFault {
    /// What is wrong, as a sentence for the person.
    public var message: String {
        switch self {
        case .empty:
            "There is no JSON in the answer: it is empty."
        case .byteOrderMark:
            "The JSON text starts with a byte order mark, which RFC 8259 does not allow."
        case .endsEarly:
            "The JSON text ends in the middle: it was cut off."
        case .notUTF8(let offset):
            "The JSON text is not valid UTF-8 at byte \(offset)."
        case .repeatedName(let name):
            "The JSON text has the member \"\(name.safe(limit: 60))\" twice in one object, so its meaning is open."
        case .tooDeep:
            "The JSON text nests arrays and objects more than \(Limits.jsonDepth) levels deep."
        case .trailing(let offset):
            "The JSON text goes on after its end, at byte \(offset)."
        case .unexpected(let offset):
            "The JSON text has a character at byte \(offset) that cannot stand there."
        case .badEscape(let offset):
            "The JSON text has an escape at byte \(offset) that means no character."
        case .badNumber(let offset):
            "The JSON text has a number at byte \(offset) that is not written as JSON demands."
        case .notAnObject:
            "The JSON text is not an object."
        }
    }
}
