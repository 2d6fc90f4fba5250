import ArgumentParser
import Presets
import Profiles

/// What the shell offers while a command line is typed. Only the file of the profiles is read: the names of sessions
/// would need the key.
enum Completions {
    /// The names of the profiles.
    static let profiles = CompletionKind.custom { _, _, prefix in
        ProfileShelf.read().book.profiles.map(\.name.text).filter { $0.hasPrefix(prefix) }
    }

    /// What `--provider` takes.
    static let providers = CompletionKind.custom { _, _, prefix in
        PresetShelf.open(tells: false).presets.map(\.id).filter { $0.hasPrefix(prefix) }
    }

    /// What `--set` takes for the provider that stands on the same line, else for that of the profile there: names with
    /// their equals sign, but those that were given already.
    static let values = CompletionKind.custom { words, _, prefix in
        guard let preset = preset(on: words) else { return [] }
        let given = Set(words.filter { $0 != prefix }.compactMap { $0.split(separator: "=").first.map(String.init) })
        // A value that is being typed is the person's own.
        guard !prefix.contains("=") else { return [] }
        return preset.values.map(\.name).filter { $0.hasPrefix(prefix) && !given.contains($0) }.map { $0 + "=" }
    }

    private static func preset(on words: [String]) -> Preset? {
        let book = PresetShelf.open(tells: false)
        for (index, word) in words.enumerated() {
            if word.hasPrefix("--provider=") { return book.preset(String(word.dropFirst("--provider=".count))) }
            if word == "--provider", words.indices.contains(index + 1) { return book.preset(words[index + 1]) }
        }
        let profiles = ProfileShelf.read().book.profiles
        let named = profiles.first { profile in words.contains(profile.name.text) }
        return named?.provider.flatMap { book.preset($0) }
    }
}
