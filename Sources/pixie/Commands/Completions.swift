import ArgumentParser
import Profiles

/// What the shell offers while a command line is typed. Only the file of the profiles is read: the names of sessions
/// would need the key.
enum Completions {
    /// The names of the profiles.
    static let profiles = CompletionKind.custom { _, _, prefix in
        ProfileShelf.read().book.profiles.map(\.name.text).filter { $0.hasPrefix(prefix) }
    }
}
