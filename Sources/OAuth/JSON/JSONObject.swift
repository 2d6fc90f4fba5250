/// The members of a JSON object, in the order in which they were written.
///
/// ``JSONReader`` lets no name come twice, so a name has at most one value.
public struct JSONObject: Sendable, Equatable {
    /// A name and its value.
    public struct Member: Sendable, Equatable {
        public let name: String
        public let value: JSONValue

        public init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }

        public static func == (left: Member, right: Member) -> Bool {
            left.name.hasOctets(of: right.name) && left.value == right.value
        }
    }

    public let members: [Member]

    public init(members: [Member] = []) {
        self.members = members
    }

    /// The value of that name, compared octet for octet; `nil` when there is none. A `null` is there.
    public subscript(name: String) -> JSONValue? {
        members.first { $0.name.hasOctets(of: name) }?.value
    }

    public var isEmpty: Bool { members.isEmpty }
    public var count: Int { members.count }
}
