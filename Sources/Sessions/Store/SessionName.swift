public import OAuth

/// What a session is called: its profile, or the host of its issuer when it has none.
///
/// Files are called by a keyed hash of it, so it never becomes a path.
public struct SessionName: Sendable, Hashable, Comparable {
    public let text: String

    /// Octets. A host name has at most 253.
    public static let limit = 255

    /// Why a text is no name.
    public enum Fault: Error, Equatable, Sendable {
        case empty
        case tooLong(Int)
        /// A slash, a control character, or something that is not seen.
        case badCharacter(ForeignText)

        public var message: String {
            switch self {
            case .empty: "The name of the session is empty. Give one such as acme-dev."
            case .tooLong(let count):
                "The name of the session has \(count) bytes; at most \(SessionName.limit) are allowed. Give a shorter one."
            case .badCharacter(let text):
                "The name of the session has a character that it may not have: \(text.safe(limit: 60)). Use letters, "
                    + "digits, dots, dashes and the like, but no slash, space at an end or control character."
            }
        }
    }

    public init(_ text: String) throws(Fault) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= Self.limit else { throw .tooLong(text.utf8.count) }
        // What is shown is what was typed: a name that needs an escape would look like another one.
        guard ForeignText(text).safe(limit: Self.limit) == text, !text.utf8.contains(UInt8(ascii: "/")),
            text.first != " ", text.last != " ", text.first != "-"
        else { throw .badCharacter(ForeignText(text)) }
        self.text = text
    }

    public static func < (left: SessionName, right: SessionName) -> Bool { left.text < right.text }
}

extension SessionName: CustomStringConvertible {
    public var description: String { text }
}
