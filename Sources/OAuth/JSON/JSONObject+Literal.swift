// Documents of our own, written as they read: ["issuer": .string(issuer), "active": true].

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Members in their order; one whose value is `nil` is left out. No name may come twice.
    public init(dictionaryLiteral members: (String, JSONValue?)...) {
        self.init(present: members)
    }

    fileprivate init(present members: [(String, JSONValue?)]) {
        self.init(members: members.compactMap { name, value in value.map { Member(name: name, value: $0) } })
    }

    /// The members of both, one after the other.
    public static func + (first: JSONObject, second: JSONObject) -> JSONObject {
        JSONObject(members: first.members + second.members)
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByDictionaryLiteral {
    public init(stringLiteral text: String) { self = .string(text) }
    public init(booleanLiteral truth: Bool) { self = .bool(truth) }

    /// Members in their order; one whose value is `nil` is left out. No name may come twice.
    public init(dictionaryLiteral members: (String, JSONValue?)...) {
        self = .object(JSONObject(present: members))
    }
}
