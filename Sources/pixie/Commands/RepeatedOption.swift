/// Finds options that are there twice: the parser would take the last one without a word, and which one was meant
/// nobody can tell.
enum RepeatedOption {
    /// Options that may be there any number of times.
    private static let repeatable: Set<String> = ["--param", "--set", "--demand"]

    /// The first option that comes a second time.
    ///
    /// - Parameter arguments: What the parser accepted, so what starts with `--` is an option and no value.
    static func first(in arguments: some Sequence<String>) -> String? {
        var seen: Set<String> = []
        for argument in arguments {
            if argument == "--" { return nil }
            guard argument.hasPrefix("--") else { continue }
            let name = String(argument.prefix { $0 != "=" })
            if !repeatable.contains(name), !seen.insert(name).inserted { return name }
        }
        return nil
    }
}
