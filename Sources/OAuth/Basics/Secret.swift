/// Text that must not be seen: a token, a code, a verifier, a client secret.
///
/// Printing, dumping or interpolating it shows only its length. ``reveal()`` is the one way out, so every place that
/// uses the text can be found by searching for that name.
public struct Secret: Sendable {
    private let bytes: [UInt8]

    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The secret itself. Call it only where the text goes onto the wire, or where the person asked to see it.
    public func reveal() -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Number of UTF-8 octets.
    public var count: Int { bytes.count }

    public var isEmpty: Bool { bytes.isEmpty }
}

extension Secret: Equatable {
    /// Compares all octets whatever the first difference is, so that time tells nothing about the content (CWE-208).
    public static func == (left: Secret, right: Secret) -> Bool {
        guard left.bytes.count == right.bytes.count else { return false }
        var difference: UInt8 = 0
        for (one, other) in zip(left.bytes, right.bytes) {
            difference |= one ^ other
        }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(\(count) hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
