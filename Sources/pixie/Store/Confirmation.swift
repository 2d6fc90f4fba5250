/// A question to the person that is answered with yes or no.
enum Confirmation {
    /// What stands behind the question: the answer that Enter alone gives is the large one.
    static func choices(usual: Bool) -> String { usual ? "[Y/n]" : "[y/N]" }

    /// Whether the line says yes. Case and blanks do not matter; nothing typed is the usual answer, and whatever is no
    /// word for yes is no.
    static func isYes(_ line: String, usual: Bool) -> Bool {
        let word = line.lowercased().filter { !$0.isWhitespace }
        return word.isEmpty ? usual : ["y", "yes"].contains(word)
    }
}
