/// Looking into a value that is still to be written, and changing it.
extension JSON {
    /// The first member with this name. Setting it replaces that one or adds one behind the others; `nil` removes all.
    package subscript(name: String) -> JSON? {
        get { members.first { $0.name == name }?.value }
        set {
            var members = members
            guard let newValue else {
                members.removeAll { $0.name == name }
                self = .object(members)
                return
            }
            if let place = members.firstIndex(where: { $0.name == name }) {
                members[place].value = newValue
            } else {
                members.append(Member(name: name, value: newValue))
            }
            self = .object(members)
        }
    }

    /// The members of an object; nothing for any other value.
    package var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// The values of a list; nothing for any other value.
    package var values: [JSON] {
        guard case .array(let values) = self else { return [] }
        return values
    }

    /// The text of a string.
    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// Adds a member behind the others, also where there is one with that name.
    package mutating func append(_ name: String, _ value: JSON) {
        self = .object(members + [Member(name: name, value: value)])
    }

    /// Changes every value of a list.
    mutating func eachValue(_ change: (inout JSON) -> Void) {
        self = .array(
            values.map { value in
                var value = value
                change(&value)
                return value
            })
    }
}
