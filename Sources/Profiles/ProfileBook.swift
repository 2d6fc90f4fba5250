import OAuth

/// The file of profiles: its text, what could be read of it, and what is wrong with it.
///
/// The text is the truth. Comments, order and keys that are not known stay as they are when the program changes a
/// profile; see ``putting(_:)`` and ``removing(_:)``.
public struct ProfileBook: Sendable, Equatable {
    public let text: String
    /// In the order of the file; those with a mistake are missing.
    public let profiles: [Profile]
    /// The profile that is meant where none is named.
    public let standard: ProfileName?
    /// In the order of the file.
    public let mistakes: [ProfileMistake]
    let outline: Outline

    /// Reads any text. There is no text that cannot be read; what is wrong with it is in ``mistakes``.
    public init(_ text: String) {
        var reader = BookReader()
        reader.read(text)
        self.text = text
        profiles = reader.profiles
        standard = reader.standard
        mistakes = reader.mistakes.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        outline = reader.outline
    }

    /// The profile of that name.
    public func profile(_ name: ProfileName) -> Profile? { profiles.first { $0.name == name } }

    /// The profile that is meant where none is named: the `default` of the file, or the only one there is.
    public var meant: Profile? {
        if let standard { return profile(standard) }
        return profiles.count == 1 ? profiles.first : nil
    }

    /// Up to three names that are nearly the given one, the nearest first.
    public func names(near text: String) -> [ProfileName] {
        let bound = max(2, text.count / 3)
        let near = profiles.map { (name: $0.name, distance: Spelling.distance(text, $0.name.text, bound: bound)) }
        return near.filter { $0.distance <= bound }.sorted { $0.distance < $1.distance }.prefix(3).map(\.name)
    }
}
