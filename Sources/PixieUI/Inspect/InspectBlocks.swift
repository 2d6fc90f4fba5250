import OAuth

/// What `pixie inspect` writes, some lines at a time: what comes first, each claim, and what comes last.
public struct InspectBlocks: Sequence, IteratorProtocol {
    private var head: [String]?
    private var claims: [InspectedMember].Iterator
    private var tail: [String]?
    private let rows: (InspectedMember) -> [String]

    init(head: [String], claims: [InspectedMember], tail: [String], rows: @escaping (InspectedMember) -> [String]) {
        self.head = head
        self.claims = claims.makeIterator()
        self.tail = tail
        self.rows = rows
    }

    public mutating func next() -> [String]? {
        if let head = head.take() { return head }
        if let claim = claims.next() { return rows(claim) }
        return tail.take()
    }
}
