/// Reads text as the clusters that go into cells.
///
/// Controls, bidirectional and zero-width characters, tags, and combining marks without a base come out as the
/// characters of a visible escape such as `\u{200b}`.
struct ClusterReader: IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private let glyphs: Glyphs
    private var held: Unicode.Scalar?
    /// Characters of an escape or of an ASCII likeness that are still to come.
    private var queue: [UInt32] = []
    private var queueStart = 0
    private var hasBase = false

    init(_ text: some StringProtocol, glyphs: Glyphs = .unicode) {
        scalars = String(text).unicodeScalars.makeIterator()
        self.glyphs = glyphs
    }

    mutating func next() -> Cluster? {
        if queueStart < queue.count {
            defer { queueStart += 1 }
            return Cluster(base: queue[queueStart], width: 1)
        }
        while let scalar = take() {
            switch kind(of: scalar) {
            case .visible(let width):
                hasBase = true
                return withMarks(Cluster(base: scalar.value, width: width))
            case .space:
                hasBase = false
                return .space
            case .variation where hasBase:
                continue
            case .mark, .variation, .escaped:
                return spell("\\u{" + String(scalar.value, radix: 16) + "}")
            }
        }
        return nil
    }

    private mutating func take() -> Unicode.Scalar? {
        guard let scalar = held else { return scalars.next() }
        held = nil
        return scalar
    }

    private func kind(of scalar: Unicode.Scalar) -> ScalarKind {
        let kind = ScalarKind(scalar)
        // A mark over a space looks like one over the border beside it.
        return scalar.value == 0x20 ? .space : kind
    }

    /// Collects the marks that follow a base, and in ASCII spells what is not ASCII.
    private mutating func withMarks(_ base: Cluster) -> Cluster {
        var cluster = base
        if glyphs == .ascii, base.base > 0x7e, let scalar = Unicode.Scalar(base.base) {
            hasBase = false
            return spell(ASCIILikeness.of(scalar) ?? "\\u{" + String(base.base, radix: 16) + "}")
        }
        var isCut = false
        while let scalar = scalars.next() {
            // ASCII is never a mark: most text ends here.
            guard scalar.value > 0x7e, glyphs == .unicode else {
                held = scalar
                break
            }
            switch ScalarKind(scalar) {
            case .mark:
                if !cluster.add(mark: scalar.value) { isCut = true }
                continue
            case .variation:
                continue
            case .visible, .space, .escaped:
                held = scalar
            }
            break
        }
        if isCut { queueUp(glyphs.ellipsis) }
        return cluster
    }

    private mutating func spell(_ text: String) -> Cluster {
        hasBase = false
        queueUp(text)
        defer { queueStart += 1 }
        return Cluster(base: queue[queueStart], width: 1)
    }

    private mutating func queueUp(_ text: String) {
        queue = text.unicodeScalars.map(\.value)
        queueStart = 0
    }
}
