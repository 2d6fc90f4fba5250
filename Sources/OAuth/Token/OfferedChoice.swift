/// One of the things that a provider offers in place of tokens, for a step that is left: an organization, a connection
/// for single sign-on, a second factor. The shapes are those of WorkOS.
public struct OfferedChoice: Sendable, Equatable {
    /// What can be chosen, as `--json` names it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case organization
        case connection
        case factor
    }

    public let kind: Kind
    /// The provider's identifier.
    public let id: ForeignText
    /// What a person calls it, or for a factor its type.
    public let name: ForeignText?

    public init(kind: Kind, id: ForeignText, name: ForeignText? = nil) {
        self.kind = kind
        self.id = id
        self.name = name
    }

    /// More of them than anybody reads are not kept.
    static let limit = 50

    /// Those in an answer, in its order. What is not of a known shape is left out: it is only help.
    static func all(in json: JSONObject) -> [OfferedChoice] {
        func text(_ value: JSONValue?) -> ForeignText? {
            guard let text = value?.string, !text.isEmpty else { return nil }
            return ForeignText(text)
        }
        func objects(_ name: String, _ kind: Kind, calledBy label: String) -> [OfferedChoice] {
            (json[name]?.array ?? []).prefix(limit).compactMap { element in
                guard let object = element.object, let id = text(object["id"]) else { return nil }
                return OfferedChoice(kind: kind, id: id, name: text(object[label]))
            }
        }
        let connections = (json["connection_ids"]?.array ?? []).prefix(limit).compactMap { element in
            text(element).map { OfferedChoice(kind: .connection, id: $0) }
        }
        return objects("organizations", .organization, calledBy: "name") + connections
            + objects("connections", .connection, calledBy: "name")
            + objects("authentication_factors", .factor, calledBy: "type")
    }
}

extension OfferedChoice.Kind {
    /// The parameter of the authorization request that chooses one; nil for what only the provider's pages can ask.
    public var parameter: String? {
        switch self {
        case .organization: "organization_id"
        case .connection: "connection_id"
        case .factor: nil
        }
    }
}
