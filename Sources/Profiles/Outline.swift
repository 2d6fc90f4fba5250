/// Where things are in the text, for changing them.
struct Outline: Sendable, Equatable {
    /// The file cannot be changed by the program, because it is not understood.
    var isBroken = false
    /// `nil` when there is no `profiles` in it.
    var profiles: Branch?
    var standard: Leaf?

    /// A mapping below a key.
    struct Branch: Sendable, Equatable {
        let key: Place
        /// Written with `{` and `}`, or empty.
        let isInline: Bool
        let isEmpty: Bool
        var entries: [Entry] = []
    }

    /// A profile.
    struct Entry: Sendable, Equatable {
        let name: String
        let key: Place
        let isInline: Bool
        var fields: [Leaf] = []
    }

    /// A key with its value.
    struct Leaf: Sendable, Equatable {
        let name: String
        let key: Place
        let value: Place
    }
}
