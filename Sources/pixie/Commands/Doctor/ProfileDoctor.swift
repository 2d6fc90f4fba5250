import OAuth
import Profiles

/// The file of the profiles.
enum ProfileDoctor {
    static func findings(_ shelf: ProfileShelf) -> [Finding] {
        let expected = "a file that can be read, without mistakes"
        if let trouble = shelf.trouble {
            return [.wrong("profiles.file", expected, trouble.message, "Mend the file, or move it away.")]
        }
        let count = shelf.book.profiles.count
        if shelf.file.path.isEmpty {
            return [
                .wrong("profiles.file", expected, "neither XDG_CONFIG_HOME nor HOME names a folder", "Set one of them.")
            ]
        }
        let well = Finding.well("profiles.file", expected, "\(shelf.file.shown), profiles: \(count)")
        let mistakes = shelf.book.mistakes.map { mistake in
            Finding.wrong("profiles.file", expected, "\(shelf.file.shown), \(mistake.message)", "Correct that line.")
        }
        return mistakes.isEmpty ? [well] : mistakes
    }
}
