import ArgumentParser
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie token [PROFILE]`: a valid access token, for other tools.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Write a valid access token of a stored session to standard output.",
        discussion: """
            curl -H "$(pixie token acme --header)" https://api.example.com/
            A token that lives long enough comes from the store, without the network. Else it is refreshed.
            """)

    @Argument(help: ArgumentHelp("A profile, or the host of an issuer.", valueName: "profile"))
    var profile: String?

    @Option(
        name: .customLong("min-ttl"),
        help: ArgumentHelp(
            "How many seconds the token must live at least; \(Int(QuickToken.leastSeconds)) without this.",
            valueName: "seconds"))
    var leastSeconds: Double?

    @Flag(help: "As a whole header: Authorization: Bearer TOKEN.")
    var header = false

    @Flag(help: "The ID token instead of the access token.")
    var id = false

    @Flag(help: "One JSON object with the token and how it came about.")
    var json = false

    @Flag(help: "Refresh now, however long the token lives.")
    var refresh = false

    @Flag(help: "Show the token also when standard output is a terminal.")
    var show = false

    @Option(name: .customLong("ca-file"), help: ArgumentHelp("PEM file with more trust roots.", valueName: "file"))
    var caFile: String?

    @OptionGroup(title: "Store") var storing: StoreOptions

    func validate() throws {
        if header, json || id { throw ValidationError("--header goes with neither --json nor --id.") }
        if let leastSeconds, !(0...31_536_000).contains(leastSeconds) {
            throw ValidationError("--min-ttl takes 0 to 31536000 seconds.")
        }
    }

    func run() throws {
        if Streams.isTerminal(1), !show {
            throw ValidationError(
                "The token would be shown on this terminal. Add --show for that, or use it: "
                    + "curl -H \"$(pixie token --header)\" ADDRESS")
        }
        throw try answer().exitCode
    }

    private func answer() throws -> ExitStatus {
        let shelf = ProfileShelf.open()
        let opened: SessionStore?
        do {
            opened = try StoreAccess(storing).open()
        } catch let error where error is StoreFault {
            return try failed(StoreTrouble.message(of: error), "store_unusable", .other)
        }
        guard let choice = try SessionChoice(profile, shelf, opened) else {
            return try failed(SessionChoice.nothing, "no_session", .noTerminal, outcome: "login_needed")
        }
        let wish = TokenWish(
            leastSeconds: leastSeconds ?? QuickToken.leastSeconds, isUrgent: leastSeconds != nil, mustRefresh: refresh,
            caFile: caFile ?? choice.profile?.caFile.map { Profile.expanded($0) })
        return try output(choice.name).write(TokenSource(store: opened, name: choice.name).token(wish))
    }

    private func output(_ name: SessionName?) -> TokenOutput {
        TokenOutput(form: json ? .json : header ? .header : .token, wantsIDToken: id, session: name)
    }

    private func failed(
        _ message: String, _ reason: String, _ status: ExitStatus, outcome: String = "failed"
    ) throws -> ExitStatus {
        try output(nil).write(
            TokenOutput.Result(outcome: outcome, reason: reason, message: message, status: status))
    }
}
