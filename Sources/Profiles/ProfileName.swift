public import OAuth

/// What a person calls a profile: one to sixty-four of the letters a to z, digits, dot, underscore, hyphen and at sign,
/// beginning with a letter or a digit.
///
/// The rule keeps names apart that look alike, and fits a command line, a file and a screen without quoting.
public struct ProfileName: Sendable, Hashable, Comparable, CustomStringConvertible {
    public let text: String

    /// Characters of the longest name.
    public static let limit = 64

    /// - Throws: ``ProfileNameFault`` for the first rule that the text breaks.
    public init(_ text: String) throws(ProfileNameFault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.limit else { throw .long(limit: Self.limit) }
        for (position, scalar) in text.unicodeScalars.enumerated() where !Self.allows(scalar) {
            throw .badCharacter(ForeignText(String(scalar)), position: position + 1)
        }
        guard let first = text.utf8.first, Self.isWordByte(first) else { throw .badStart }
        self.text = text
    }

    public var description: String { text }

    public static func < (one: Self, other: Self) -> Bool { one.text < other.text }

    private static func allows(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII, let byte = UInt8(exactly: scalar.value) else { return false }
        return isWordByte(byte) || "._-@".utf8.contains(byte)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

/// Why a text is not the name of a profile.
public enum ProfileNameFault: Error, Sendable, Equatable {
    case empty
    case long(limit: Int)
    /// The position counts from 1.
    case badCharacter(ForeignText, position: Int)
    case badStart

    /// What is wrong and what a name looks like.
    public var message: String {
        switch self {
        case .empty:
            "The profile has no name. Give it one, such as work or acme-dev."
        case .long(let limit):
            "The name of the profile is longer than \(limit) characters. Choose a shorter one."
        case .badCharacter(let character, let position):
            "The name of the profile has \(character.safe(limit: 12)) at position \(position). Names are made of "
                + "letters a to z, digits and . _ - @."
        case .badStart:
            "The name of the profile must begin with a letter or a digit."
        }
    }
}
