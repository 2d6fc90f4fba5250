import OAuth

/// Why the program does not change the file of profiles. The file stays as it is.
public enum ProfileEditFault: Error, Sendable, Equatable {
    /// The file is not understood; the first mistake says where.
    case broken(ProfileMistake?)
    /// Written with `{` and `}`: only a person can change that and keep its form.
    case inline(line: Int)
    case noSuchProfile(ProfileName)
    /// The change would have changed something else too.
    case unsure(line: Int)

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .broken(let mistake):
            "The file of profiles has a mistake, so it is not changed"
                + (mistake.map { ": \($0.message)" } ?? ".")
        case .inline(let line):
            "Line \(line) of the file of profiles is written with { }. Change it in an editor, or write it on lines of "
                + "its own."
        case .noSuchProfile(let name):
            "There is no profile \(name)."
        case .unsure(let line):
            "The profile at line \(line) cannot be changed without touching something else. Change it in an editor."
        }
    }
}
