/// Text of one role.
public struct Span: Sendable, Hashable, ExpressibleByStringLiteral {
    public var text: String
    public var role: Role
    /// What a click on it means. It is kept where a line is drawn as it is, not where it is wrapped.
    public var click: Hotspot.Meaning?

    public init(_ text: String, _ role: Role = .normal, click: Hotspot.Meaning? = nil) {
        self.text = text
        self.role = role
        self.click = click
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// Columns it takes.
    public var width: Int { TextWidth.width(of: text) }
}

/// One line of spans: `"text"`, or `["State ", Span("differs", .failed)]`.
public struct Line: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
    public var spans: [Span]

    public init(_ spans: [Span] = []) {
        self.spans = spans
    }

    public init(_ text: String, _ role: Role = .normal) {
        self.init([Span(text, role)])
    }

    public init(stringLiteral text: String) {
        self.init(text)
    }

    public init(arrayLiteral spans: Span...) {
        self.init(spans)
    }

    /// Columns it takes.
    public var width: Int { spans.reduce(0) { $0 + $1.width } }

    /// The text without roles.
    public var text: String { spans.reduce(into: "") { $0 += $1.text } }

    /// Adds text at the end.
    public mutating func append(_ text: String, _ role: Role = .normal) {
        spans.append(Span(text, role))
    }

    /// Both in one row, `right` behind `left`.
    public static func + (left: Line, right: Line) -> Line { Line(left.spans + right.spans) }
}
