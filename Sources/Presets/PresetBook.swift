import OAuth

/// The presets that can be used, and what is wrong with the others.
public struct PresetBook: Sendable, Equatable {
    /// In the order of the files; one that was replaced stays in its place.
    public let presets: [Preset]
    public let mistakes: [PresetMistake]

    /// - Parameter files: A later one replaces an earlier one with the same id.
    public init(_ files: [PresetFile]) {
        var presets: [Preset] = []
        var mistakes: [PresetMistake] = []
        for file in files {
            do throws(PresetMistake) {
                let preset = try file.read()
                if let index = presets.firstIndex(where: { $0.id == preset.id }) {
                    presets[index] = preset
                } else {
                    presets.append(preset)
                }
            } catch {
                mistakes.append(error)
            }
        }
        self.presets = presets
        self.mistakes = mistakes
    }

    /// The preset of this id, compared octet for octet; `nil` when there is none.
    public func preset(_ id: String) -> Preset? { presets.first { $0.id == id } }

    /// The sentence for an id that is none.
    public func unknown(_ id: String) -> String {
        "There is no provider \(ForeignText(id).safe(limit: 60)). There are: "
            + presets.map(\.id).joined(separator: ", ") + "."
    }
}
