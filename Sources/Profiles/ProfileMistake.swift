public import OAuth

/// Something in the file that is wrong or not understood. The rest of the file is used all the same.
public struct ProfileMistake: Sendable, Equatable {
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int
    /// What is wrong and what to do.
    public let sentence: String
    /// The profile that cannot be used because of it; `nil` when every profile that could be read is whole.
    public let spoils: ForeignText?

    init(_ place: Place, _ sentence: String, spoils: ForeignText? = nil) {
        line = place.line
        column = place.column
        self.sentence = sentence
        self.spoils = spoils
    }

    /// With the place in front: `line 4, column 5: …`.
    public var message: String { "line \(line), column \(column): \(sentence)" }
}

/// A place in the file, both counted from 1.
struct Place: Sendable, Equatable {
    var line = 1
    var column = 1
}
