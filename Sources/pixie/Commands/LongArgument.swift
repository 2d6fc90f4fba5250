/// Finds arguments that no command takes, before the parser compares them with everything that it knows: what it spends
/// on that grows with their length.
enum LongArgument {
    /// Octets of any argument. What is longer comes from files and standard input.
    static let longest = 65_536
    /// Octets of the name of an option.
    static let longestName = 256

    /// What is wrong, in one line; `nil` when nothing is.
    ///
    /// - Parameter arguments: Those of pixie. What comes behind `--` belongs to another program.
    static func complaint(about arguments: some Sequence<String>) -> String? {
        for argument in arguments {
            if argument == "--" { return nil }
            let octets = argument.utf8
            if octets.count > longest {
                return "An argument of \(octets.count) octets is too long: at most \(longest) are taken."
            }
            if octets.first == UInt8(ascii: "-"), octets.prefix(while: { $0 != UInt8(ascii: "=") }).count > longestName
            {
                return "There is no option with a name of more than \(longestName) octets. See 'pixie --help'."
            }
        }
        return nil
    }
}
