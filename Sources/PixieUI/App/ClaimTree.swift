import OAuth

/// The claims of a token as rows, in their order, with the ones inside those that are opened.
enum ClaimTree {
    struct Row: Sendable, Equatable {
        /// Unique in its token: `realm_access/roles/0`.
        let path: String
        let depth: Int
        let name: ForeignText
        let value: JSONValue
        let isOpen: Bool

        /// Whether there is something inside.
        var isNested: Bool {
            switch value {
            case .object(let object): !object.members.isEmpty
            case .array(let items): !items.isEmpty
            case .null, .bool, .number, .string: false
            }
        }
    }

    /// A token with more claims shows the first ones: nobody scrolls through more.
    static let rowLimit = 1000

    static func rows(of claims: JSONObject, opened: Set<String>) -> [Row] {
        var rows: [Row] = []
        add(claims.members.map { ($0.name, $0.value) }, under: "", depth: 0, opened: opened, to: &rows)
        return rows
    }

    private static func add(
        _ members: [(name: String, value: JSONValue)], under path: String, depth: Int, opened: Set<String>,
        to rows: inout [Row]
    ) {
        for member in members {
            guard rows.count < rowLimit else { return }
            let path = path.isEmpty ? member.name : path + "/" + member.name
            let isOpen = opened.contains(path)
            rows.append(
                Row(path: path, depth: depth, name: ForeignText(member.name), value: member.value, isOpen: isOpen))
            guard isOpen else { continue }
            switch member.value {
            case .object(let object):
                let members = object.members.map { ($0.name, $0.value) }
                add(members, under: path, depth: depth + 1, opened: opened, to: &rows)
            case .array(let items):
                let members = items.enumerated().map { (String($0.offset), $0.element) }
                add(members, under: path, depth: depth + 1, opened: opened, to: &rows)
            case .null, .bool, .number, .string:
                break
            }
        }
    }
}
