import Screen

/// Keys, what they do, and how they are named. Key rows, the help overlay and dispatch all read this.
struct KeyBinding: Sendable, Equatable {
    let keys: [Key]
    /// As it is shown: `o`, `Ctrl-U`.
    let name: String
    /// One or two words for the key row.
    let label: String
    /// For the help overlay.
    let meaning: String
    let action: Action
    /// Whether the key row shows it when there is room.
    let isInRow: Bool

    init(
        _ keys: [Key], _ name: String, _ label: String, _ meaning: String, _ action: Action, row isInRow: Bool = true
    ) {
        self.keys = keys
        self.name = name
        self.label = label
        self.meaning = meaning
        self.action = action
        self.isInRow = isInRow
    }

    /// A letter that acts alone.
    init(
        _ letter: Character, _ label: String, _ meaning: String, _ action: Action, also others: [Key] = [],
        row isInRow: Bool = true
    ) {
        self.init([.character(letter)] + others, String(letter), label, meaning, action, row: isInRow)
    }
}
