/// HTML that is ready to stand in a page. Text gets in only escaped.
struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
    private(set) var html: String

    /// Text as it is to be seen: nothing of it can become an element or leave an attribute.
    ///
    /// Controls and characters that turn the direction of text are shown as `\u{…}`.
    init(text: String, limit: Int = 2000) {
        var html = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            switch scalar {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            case _ where Self.isUnseen(scalar): html += "\\u{\(String(scalar.value, radix: 16))}"
            default: html.unicodeScalars.append(scalar)
            }
        }
        self.html = html + (text.unicodeScalars.count > limit ? "…" : "")
    }

    init(stringLiteral html: String) {
        self.html = html
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) {}
        mutating func appendLiteral(_ literal: String) { html += literal }
        mutating func appendInterpolation(_ text: String) { html += Markup(text: text).html }
        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    }

    init(stringInterpolation: StringInterpolation) {
        html = stringInterpolation.html
    }

    static func joined(_ parts: [Markup]) -> Markup {
        var whole: Markup = ""
        whole.html = parts.map(\.html).joined()
        return whole
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}
