/// A JSON value that somebody else wrote (RFC 8259 section 3), with nothing lost: members in their order, numbers as
/// written.
///
/// Two values are equal when they are the same text: strings octet for octet (no Unicode normalisation), numbers
/// digit for digit (`1` and `1.0` differ), members in the same order.
public enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.number(let one), .number(let other)): one == other
        case (.string(let one), .string(let other)): one.hasOctets(of: other)
        case (.array(let one), .array(let other)): one == other
        case (.object(let one), .object(let other)): one == other
        case (.null, _), (.bool, _), (.number, _), (.string, _), (.array, _), (.object, _): false
        }
    }
}

extension JSONValue {
    /// The text, when it is a string.
    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The nearest finite `Double`, when it is a number that has one. A string of digits is not a number.
    public var double: Double? {
        if case .number(let number) = self { number.double } else { nil }
    }

    /// The truth value, when it is one. `1` and `"true"` are not.
    public var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The elements, when it is an array.
    public var array: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The object, when it is one.
    public var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// All elements as text, when it is an array of strings and of nothing else.
    public var strings: [String]? {
        guard case .array(let elements) = self else { return nil }
        var texts: [String] = []
        texts.reserveCapacity(elements.count)
        for element in elements {
            guard case .string(let text) = element else { return nil }
            texts.append(text)
        }
        return texts
    }

    /// What kind of value it is, for messages: "a number".
    public var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}

extension String {
    /// Whether both are the same octets in UTF-8.
    ///
    /// Swift's `==` also holds for different octets that are canonically equivalent in Unicode. RFC 8259 section 8.3
    /// and RFC 7519 section 2 (StringOrURI) compare without any transformation.
    func hasOctets(of other: String) -> Bool {
        utf8.elementsEqual(other.utf8)
    }
}
