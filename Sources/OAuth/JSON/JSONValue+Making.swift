extension JSONValue {
    /// Foreign text for a document that is kept, not shown. On the way back it is foreign again.
    public init(_ text: ForeignText) {
        self = .string(text.raw)
    }

    /// A finite number of our own.
    public init(_ value: Double) {
        precondition(value.isFinite, "JSONValue: a number of our own is not finite")
        self = .number(JSONNumber(text: "\(value)"))
    }

    /// A list of strings.
    public static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

    /// The text, or `null` where there is none.
    public static func orNull(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// A whole number.
    public static func integer(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }

    /// Octets in base64url, as the members of keys are (RFC 7518 section 6).
    static func octets(_ octets: [UInt8]) -> JSONValue { .string(Base64URL.encode(octets)) }

    /// A time in whole seconds, as every reader takes it (RFC 7519 section 2).
    static func time(_ time: Timestamp) -> JSONValue { .integer(Int(time.seconds.rounded(.down))) }
}
