import OAuth

/// The claims of a token as rows, in their order, with the ones inside those that are opened.
///
/// Rows are found by counting, not by making them: a token with twenty thousand claims costs as much as one with ten.
struct ClaimTree: Sendable, Equatable {
    struct Row: Sendable, Equatable {
        /// The numbers of the members that lead to it.
        let path: [Int]
        let name: ForeignText
        let value: JSONValue
        let isOpen: Bool

        var depth: Int { path.count - 1 }

        /// Whether there is something inside.
        var isNested: Bool { value.memberCount > 0 }
    }

    let claims: JSONObject
    private var root: Fold

    /// What is open below a value.
    private struct Fold: Sendable, Equatable {
        struct Child: Sendable, Equatable {
            let index: Int
            var fold: Fold
        }

        /// In the order of their members.
        var children: [Child] = []
        /// How many rows there are below, those of opened members included.
        var rows: Int
    }

    init(_ claims: JSONObject) {
        self.claims = claims
        root = Fold(rows: claims.count)
    }

    /// How many rows there are.
    var count: Int { root.rows }

    func row(at number: Int) -> Row {
        precondition((0..<count).contains(number), "ClaimTree: there is no row \(number)")
        var value = JSONValue.object(claims)
        var fold = root
        var rest = number
        var path: [Int] = []
        while true {
            let (index, inner) = Self.member(at: &rest, in: fold)
            path.append(index)
            let member = value.member(at: index)
            guard let inner else {
                let isOpen = rest == Self.onOpenMember
                return Row(path: path, name: member.name, value: member.value, isOpen: isOpen)
            }
            value = member.value
            fold = inner
        }
    }

    /// Says that the row is an opened member itself and not one inside it.
    private static let onOpenMember = -1

    /// The member that has the row, and what is open in it if the row is inside; `rest` is then the row in there.
    private static func member(at rest: inout Int, in fold: Fold) -> (index: Int, inner: Fold?) {
        var start = 0
        for child in fold.children {
            let before = child.index - start
            if rest < before { break }
            rest -= before
            if rest == 0 {
                rest = onOpenMember
                return (child.index, nil)
            }
            rest -= 1
            if rest < child.fold.rows { return (child.index, child.fold) }
            rest -= child.fold.rows
            start = child.index + 1
        }
        let index = start + rest
        rest = 0
        return (index, nil)
    }

    /// The row of a member whose parents are all open.
    func index(of path: [Int]) -> Int {
        var row = -1
        var fold: Fold? = root
        for index in path {
            guard let level = fold else { return max(0, row) }
            row += 1 + index
            for child in level.children where child.index < index { row += child.fold.rows }
            fold = level.children.first { $0.index == index }?.fold
        }
        return max(0, row)
    }

    /// Opens what is closed, and the other way round.
    mutating func toggle(_ path: [Int]) {
        let value = value(at: path)
        guard value.memberCount > 0 else { return }
        Self.change(&root, path[...]) { parent, index in
            if let open = parent.children.firstIndex(where: { $0.index == index }) {
                parent.rows -= parent.children.remove(at: open).fold.rows
            } else {
                Self.open(index, value.memberCount, in: &parent)
            }
        }
    }

    /// Opens the members of the first level in their order, as long as there are not more than `rows` rows then.
    mutating func openFirstLevel(within rows: Int) {
        for index in 0..<min(claims.count, rows) {
            let count = value(at: [index]).memberCount
            if count > 0, self.count + count <= rows { toggle([index]) }
        }
    }

    /// Opens everything that a member is in.
    mutating func show(_ path: [Int]) {
        for length in 1..<max(1, path.count) {
            let parent = Array(path.prefix(length))
            let count = value(at: parent).memberCount
            Self.change(&root, parent[...]) { level, index in
                if !level.children.contains(where: { $0.index == index }) { Self.open(index, count, in: &level) }
            }
        }
    }

    private static func open(_ index: Int, _ count: Int, in fold: inout Fold) {
        let place = fold.children.firstIndex { $0.index > index } ?? fold.children.endIndex
        fold.children.insert(Fold.Child(index: index, fold: Fold(rows: count)), at: place)
        fold.rows += count
    }

    /// Changes the level that has the last member of the path, and the counts of all levels above.
    private static func change(_ fold: inout Fold, _ path: ArraySlice<Int>, _ work: (inout Fold, Int) -> Void) {
        guard let index = path.first else { return }
        if path.count == 1 { return work(&fold, index) }
        guard let place = fold.children.firstIndex(where: { $0.index == index }) else { return }
        let before = fold.children[place].fold.rows
        change(&fold.children[place].fold, path.dropFirst(), work)
        fold.rows += fold.children[place].fold.rows - before
    }

    private func value(at path: [Int]) -> JSONValue {
        path.reduce(JSONValue.object(claims)) { $0.member(at: $1).value }
    }
}

extension ClaimTree {
    /// The next member, open or not, of which `isFound` is true; after the last one comes the first one again.
    func next(after path: [Int], backwards: Bool, where isFound: (String, JSONValue) -> Bool) -> [Int]? {
        var before: [Int]?
        var after: [Int]?
        var first: [Int]?
        var last: [Int]?
        visit(.object(claims), []) { place, name, value in
            guard isFound(name, value) else { return true }
            if first == nil { first = place }
            last = place
            if place.lexicographicallyPrecedes(path) { before = place }
            if after == nil, path.lexicographicallyPrecedes(place) { after = place }
            // Forwards the first one behind is enough.
            return backwards || after == nil
        }
        return backwards ? before ?? last : after ?? first
    }

    /// Goes through all members in the order of their rows until `work` says no.
    @discardableResult
    private func visit(_ value: JSONValue, _ path: [Int], _ work: ([Int], String, JSONValue) -> Bool) -> Bool {
        for index in 0..<value.memberCount {
            let place = path + [index]
            let (name, member) = value.rawMember(at: index)
            guard work(place, name, member), visit(member, place, work) else { return false }
        }
        return true
    }
}

extension JSONValue {
    /// How many members or items are in it.
    var memberCount: Int {
        switch self {
        case .object(let object): object.count
        case .array(let items): items.count
        case .null, .bool, .number, .string: 0
        }
    }

    fileprivate func rawMember(at index: Int) -> (name: String, value: JSONValue) {
        switch self {
        case .object(let object): (object.members[index].name, object.members[index].value)
        case .array(let items): (String(index), items[index])
        case .null, .bool, .number, .string: preconditionFailure("ClaimTree: a path goes into a value without members")
        }
    }

    fileprivate func member(at index: Int) -> (name: ForeignText, value: JSONValue) {
        let (name, value) = rawMember(at: index)
        return (ForeignText(name), value)
    }
}
