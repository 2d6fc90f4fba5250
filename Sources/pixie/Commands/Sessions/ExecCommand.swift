import ArgumentParser
import Glibc
import Hygiene
import OAuth
import Sessions

/// `pixie exec [PROFILE] -- CMD`: run a program with a valid token in its environment.
struct ExecCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a program with a valid access token in its environment.",
        discussion: """
            pixie exec acme -- sh -c 'curl -H "Authorization: Bearer $ACCESS_TOKEN" https://api.example.com/'
            The program takes the place of pixie: its signals and its exit status are its own.
            """)

    @Argument(
        help: ArgumentHelp("A profile, or the host of an issuer; then -- and the program.", valueName: "profile"),
        completion: Completions.profiles)
    var profile: String?

    @Option(name: .customLong("env"), help: ArgumentHelp("Name of the variable.", valueName: "name"))
    var variable = "ACCESS_TOKEN"

    @Option(
        name: .customLong("min-ttl"),
        help: ArgumentHelp("How many seconds the token must live at least.", valueName: "seconds"))
    var leastSeconds: Double?

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    @Argument(parsing: .postTerminator, help: ArgumentHelp("The program and its arguments.", valueName: "command"))
    var command: [String] = []

    func validate() throws {
        if command.isEmpty { throw ValidationError("Say what to run: pixie exec PROFILE -- COMMAND") }
        let isName = variable.utf8.allSatisfy {
            $0 == 95 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        }
        if !isName || variable.isEmpty || variable.first?.isNumber == true {
            throw ValidationError("--env takes the name of a variable: letters, digits and _.")
        }
        // The loader writes what it finds in its own variables to standard error, and shells run what is in theirs.
        let taken = ["PATH", "IFS", "ENV", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PS4"]
        if taken.contains(variable) || variable.hasPrefix("LD_") || variable.hasPrefix("GLIBC_") {
            throw ValidationError(
                "--env \(variable): the system reads that variable itself and could show the token. Take another name.")
        }
        if let leastSeconds, !(0...31_536_000).contains(leastSeconds) {
            throw ValidationError("--min-ttl takes 0 to 31536000 seconds.")
        }
    }

    func run() throws {
        let session = try OpenedSession.orEnd(profile, storing.order, caFile: trust.caFile)
        let token = try session.tokenOrEnd(
            TokenWish(
                leastSeconds: leastSeconds ?? QuickToken.leastSeconds, isUrgent: leastSeconds != nil,
                mustRefresh: false, caFile: session.caFile))
        // The program may ask for a proof itself, so it is started all the same.
        if token.type == "DPoP" { Streams.err("pixie: \(BoundToken.sentence)") }
        setenv(variable, token.accessToken.reveal(), 1)
        for name in ["PIXIE_PASSPHRASE_FILE", "PIXIE_KEY_SOURCE"] { unsetenv(name) }
        throw replaceProcess()
    }

    /// Linux takes so much for one variable, its name and the sign between included (MAX_ARG_STRLEN).
    private static let longestVariable = (128 << 10) - 64

    /// Returns only when the program cannot be started.
    private func replaceProcess() -> ExitCode {
        let vector = command.map { strdup($0) } + [nil]
        // A program must not find signals ignored that it never ignored.
        signal(SIGPIPE, SIG_DFL)
        execvp(command[0], vector)
        let code = errno
        if code == E2BIG, let token = getenv(variable), strlen(token) >= Self.longestVariable {
            Streams.err(
                "pixie: the token is longer than the 128 KiB that a variable may have. Let the command read it from: "
                    + "pixie token \(ForeignText(profile ?? "PROFILE").safe(limit: 64))")
            return ExitCode(126)
        }
        Streams.err(
            "pixie: cannot run \(ForeignText(command[0]).safe(limit: 200)): \(String(cString: strerror(code))).")
        // As shells do: 127 for what is not there, 126 for what cannot be run.
        return ExitCode(code == ENOENT ? 127 : 126)
    }
}
