/// One cell of a frame.
///
/// A wide character has its text in the left cell; the right one is a continuation with width 0.
public struct Cell: Sendable, Equatable {
    /// The base character; 0 in a continuation.
    public let base: UInt32
    public let role: Role
    /// 1, 2, or 0 for the right half of a wide character.
    public let width: UInt8
    private let markBits: UInt64

    static func blank(_ role: Role) -> Cell { Cell(.space, role) }
    static func continuation(_ role: Role) -> Cell { Cell(Cluster(base: 0, width: 0), role) }

    init(_ cluster: Cluster, _ role: Role) {
        base = cluster.base
        width = cluster.width
        markBits = cluster.marks
        self.role = role
    }

    /// The combining marks over and under the base, at most three.
    public var marks: [UInt32] { markBits == 0 ? [] : Cluster.marks(of: markBits) }

    /// What the cell shows; empty in a continuation.
    public var text: String {
        guard width > 0 else { return "" }
        var scalars = String.UnicodeScalarView()
        for value in [base] + marks {
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
