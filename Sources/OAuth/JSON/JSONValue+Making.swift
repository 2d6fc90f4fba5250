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
}
