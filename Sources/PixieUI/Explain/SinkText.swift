import OAuth

/// The wall in front of everything that PixieUI gives to a screen, a stream or a report.
///
/// Sentences are put together of our own words and of foreign text that was made safe before. Should somebody forget
/// that one day, no control, bidirectional or invisible character passes here all the same. Safe text stays as it is.
enum SinkText {
    /// Longer than any sentence of ours with what is quoted in it.
    private static let sentence = 4000

    /// A sentence for a person.
    static func safe(_ text: String) -> String { ForeignText(text).safe(limit: sentence) }

    /// A line that must stay whole, such as an address.
    static func whole(_ text: String) -> String { ForeignText(text).safe(limit: .max) }
}
