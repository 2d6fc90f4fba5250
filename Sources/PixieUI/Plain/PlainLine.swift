/// One line of the line mode. Lines are only ever added: nothing is moved or cleared, and there are no escapes in them.
public struct PlainLine: Sendable, Hashable {
    /// Safe to write as it is.
    public let text: String
    /// A prompt does not end its line; everything else does.
    public let endsLine: Bool

    /// Whatever stands in the text, the line comes out safe to write.
    init(_ text: String, endsLine: Bool = true) {
        self.text = SinkText.whole(text)
        self.endsLine = endsLine
    }
}
