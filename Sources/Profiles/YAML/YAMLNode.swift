import OAuth

/// A value of a YAML file, and where it stands. What kind of scalar it is, text or number, is for whoever reads it.
struct YAMLNode {
    enum Content {
        /// `isPlain` is false for a text in quotes or in a block.
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        /// `isInline` is true for one in braces.
        case mapping([(key: YAMLNode, value: YAMLNode)], isInline: Bool)
    }

    let content: Content
    let place: Place

    /// The text of a scalar.
    var string: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// Whether it is written with braces, or is no mapping at all.
    var isInline: Bool {
        if case .mapping(_, let isInline) = content { isInline } else { true }
    }

    /// Nothing, `~` or `null`.
    var isNothing: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// Why a text is not YAML that can be used.
enum YAMLFault: Error {
    case syntax(ForeignText, Place)
    /// The octets make no text; the place of the first wrong one.
    case octets(ForeignText, offset: Int)
    case repeatedKeys([String], Place)
    case noMemory
}
