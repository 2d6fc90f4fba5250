/// The command line as it is meant: other programs start pixie under other names.
enum Invocation {
    /// What docker starts as a credential helper: a link with this name leads to pixie.
    static let dockerHelper = "docker-credential-pixie"

    /// The arguments without the name of the program.
    static func arguments(_ all: [String]) -> [String] {
        let given = Array(all.dropFirst())
        let name = all.first?.split(separator: "/").last
        if name == dockerHelper[...] { return ["credential", "docker"] + given }
        return given == ["--man"] ? ["man"] : given
    }
}
