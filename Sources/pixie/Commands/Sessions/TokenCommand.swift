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
            curl -H @<(pixie token acme --dpop GET https://api.example.com/) https://api.example.com/
            A token that lives long enough comes from the store, without the network. Else it is refreshed.
            """)

    @Argument(
        help: ArgumentHelp("A profile, or the host of an issuer.", valueName: "profile"),
        completion: Completions.profiles)
    var profile: String?

    @Option(
        name: .customLong("min-ttl"),
        help: ArgumentHelp(
            "How many seconds the token must live at least; \(Int(QuickToken.leastSeconds)) without this.",
            valueName: "seconds"))
    var leastSeconds: Double?

    @Flag(help: "As a whole header: Authorization: Bearer TOKEN.")
    var header = false

    @Option(
        name: .customLong("dpop"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Both headers of one request with a token that is bound to a key: its method and its address.",
            valueName: "method address"))
    var dpop: [String] = []

    @Option(
        name: .customLong("dpop-nonce"),
        help: ArgumentHelp("With --dpop: what the server said in DPoP-Nonce.", valueName: "nonce"))
    var nonce: String?

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

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func validate() throws {
        if header, json || id { throw ValidationError("--header goes with neither --json nor --id.") }
        if !dpop.isEmpty { _ = try boundRequest() }
        if nonce != nil, dpop.isEmpty { throw ValidationError("--dpop-nonce goes with --dpop METHOD ADDRESS.") }
        if let leastSeconds, !(0...31_536_000).contains(leastSeconds) {
            throw ValidationError("--min-ttl takes 0 to 31536000 seconds.")
        }
    }

    /// What ``dpop`` names.
    private func boundRequest() throws -> (method: String, address: WebAddress) {
        guard dpop.count == 2, !header, !json, !id else {
            throw ValidationError(
                "--dpop takes the method and the address of one request: pixie token acme --dpop GET "
                    + "https://api.example.com/ - and goes with none of --header, --json and --id.")
        }
        // RFC 9110 5.6.2: a method is a token, and it counts as it is written.
        let isToken = dpop[0].utf8.allSatisfy { (0x41...0x5A).contains($0) } && (1...20).contains(dpop[0].utf8.count)
        guard isToken else {
            throw ValidationError("--dpop: a method is written in capitals, such as GET or POST.")
        }
        do throws(URIFault) {
            return (dpop[0], try WebAddress(dpop[1]))
        } catch {
            throw ValidationError("--dpop: \(error.message)")
        }
    }

    func run() throws {
        if Streams.isTerminal(1), !show {
            throw ValidationError(
                "The token would be shown on this terminal. Add --show for that, or use it: "
                    + "curl -H \"$(pixie token \(profile.map { ForeignText($0).safe(limit: 80) + " " } ?? "")--header)\" ADDRESS"
            )
        }
        throw try answer().exitCode
    }

    private func answer() throws -> ExitStatus {
        let session: OpenedSession
        do {
            session = try OpenedSession(profile, storing.order, caFile: trust.caFile)
        } catch let trouble as OpenedSession.Trouble {
            return try output(nil).write(trouble.result)
        }
        let wish = TokenWish(
            leastSeconds: leastSeconds ?? QuickToken.leastSeconds, isUrgent: leastSeconds != nil,
            mustRefresh: refresh || !parameters.isEmpty, caFile: session.caFile,
            parameters: try TypedValues.parameters(parameters))
        var output = output(session.choice.name)
        if !dpop.isEmpty {
            let (method, address) = try boundRequest()
            output.bound = BoundRequest(
                token: BoundToken(store: session.store, name: session.choice.name), method: method, address: address,
                nonce: nonce)
        }
        return try output.write(session.token(wish))
    }

    private func output(_ name: SessionName?) -> TokenOutput {
        TokenOutput(form: json ? .json : header ? .header : .token, wantsIDToken: id, session: name)
    }
}
