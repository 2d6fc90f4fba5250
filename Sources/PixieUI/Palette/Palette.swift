import Screen

/// The command palette: what can be done now, by name and with its key, fewer with every letter that is typed.
struct Palette: Sendable, Equatable {
    private(set) var filter = LineEditor()
    private(set) var selection = 0

    /// The commands that the filter lets through, best first.
    func shown(of commands: [KeyBinding]) -> [KeyBinding] {
        let wanted = filter.text.trimmed.lowercased()
        guard !wanted.isEmpty else { return commands }
        let ranked = commands.enumerated().compactMap { index, command in
            Self.rank(command, wanted, exact: filter.text.trimmed).map { (rank: $0, index: index, command: command) }
        }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.command)
    }

    func selected(of commands: [KeyBinding]) -> KeyBinding? {
        let shown = shown(of: commands)
        return shown.indices.contains(selection) ? shown[selection] : nil
    }

    mutating func move(by count: Int, among commands: [KeyBinding]) {
        selection = min(max(0, selection + count), max(0, shown(of: commands).count - 1))
    }

    mutating func select(_ row: Int) { selection = max(0, row) }

    /// False when the key is no text.
    mutating func type(_ key: Key) -> Bool {
        guard filter.apply(key) else { return false }
        selection = 0
        return true
    }

    /// How well a command fits, 0 the best; nil when it does not. The name of its key comes first, so that a letter
    /// typed here does what it does without the palette.
    private static func rank(_ command: KeyBinding, _ wanted: String, exact: String) -> Int? {
        if command.name == exact { return 0 }
        let label = command.label.lowercased()
        let meaning = command.meaning.lowercased()
        if label.hasPrefix(wanted) { return 1 }
        if meaning.hasPrefix(wanted) { return 2 }
        let words = (label + " " + meaning + " " + command.name.lowercased()).split(separator: " ")
        let parts = wanted.split(separator: " ")
        if parts.allSatisfy({ part in words.contains { $0.hasPrefix(part) } }) { return 3 }
        return (label + " " + meaning).contains(wanted) ? 4 : nil
    }
}
