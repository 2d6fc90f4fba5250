/// Text that somebody else wrote: a server, a token, a paste, a file, the environment.
///
/// It can be compared and carried, and it leaves only through ``safe(limit:)``.
public struct ForeignText: Sendable, Hashable {
    /// For the rules of this module, which judge it; nothing outside can see it.
    let raw: String

    public init(_ raw: String) {
        self.raw = raw
    }

    public var isEmpty: Bool { raw.isEmpty }

    /// Whether it is exactly `text`, octet for octet (no Unicode normalisation).
    public func isExactly(_ text: String) -> Bool { raw.utf8.elementsEqual(text.utf8) }

    /// The text made safe to show on a screen, a stream, a log or a title, on one line, at most `limit` characters.
    ///
    /// Controls (C0, C1, DEL, ESC), bidirectional and zero-width characters, tags and lone combining marks come out as
    /// visible escapes such as `\u{1b}`; what is cut ends in `…`.
    public func safe(limit: Int = 300) -> String {
        DisplaySafety.makeSafe(raw, limit: limit)
    }
}

extension ForeignText: CustomStringConvertible, CustomDebugStringConvertible {
    public var description: String { safe() }
    public var debugDescription: String { safe() }
}
