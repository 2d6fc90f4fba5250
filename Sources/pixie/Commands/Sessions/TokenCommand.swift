import ArgumentParser
import OAuth
import PixieUI
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

    @Option(
        name: .customLong("param"), parsing: .singleValue,
        help: ArgumentHelp(
            "Refresh now with this parameter, where the provider allows one; may repeat.", valueName: "name=value"))
    var parameters: [String] = []

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
        let session: OpenedSession
        do {
            session = try OpenedSession(profile, storing, caFile: caFile)
        } catch let trouble as OpenedSession.Trouble {
            return try output(nil).write(trouble.result)
        }
        let wish = TokenWish(
            leastSeconds: leastSeconds ?? QuickToken.leastSeconds, isUrgent: leastSeconds != nil,
            mustRefresh: refresh || !parameters.isEmpty, caFile: session.caFile,
            parameters: try TypedValues.parameters(parameters))
        return try output(session.choice.name).write(session.token(wish))
    }

    private func output(_ name: SessionName?) -> TokenOutput {
        TokenOutput(form: json ? .json : header ? .header : .token, wantsIDToken: id, session: name)
    }
}
