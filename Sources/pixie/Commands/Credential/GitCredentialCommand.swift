import ArgumentParser
import OAuth
import PixieUI
import Sessions

/// `pixie credential git`: a credential helper of git (gitcredentials, custom helpers).
struct GitCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "git",
        abstract: "Answer git as a credential helper, for one host.",
        discussion: """
            git config --global credential.https://git.example.com.helper \\
                '!pixie credential git --profile acme --host git.example.com'
            """)

    @Argument(help: ArgumentHelp("get, store or erase; git adds it.", valueName: "action"))
    var action: String

    @Option(
        help: ArgumentHelp("A profile, or the host of an issuer.", valueName: "name"), completion: Completions.profiles)
    var profile: String?

    @OptionGroup var answer: CredentialOptions

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func run() throws {
        let request: GitCredentialRequest
        do throws(GitCredentialRequest.Fault) {
            request = try GitCredentialRequest.read()
        } catch {
            Streams.err("pixie: \(error.message)")
            throw ExitStatus.usage.exitCode
        }
        // git asks every helper about every host, and may learn new actions: what is not for us gets no answer.
        guard ["get", "erase"].contains(action), let target = request.target else { return }
        let isNamed = answer.names(target)
        guard isNamed ?? true else { return }
        let session = try CredentialSession(
            profile, storing.order, caFile: trust.caFile,
            asks: action == "get" && Variables["GIT_TERMINAL_PROMPT"] != "0")
        guard isNamed != nil || session.isOfIssuer(target) else { return }
        // The session stays: what one server refuses does not end it.
        if action == "get" { try give(request, session) } else { try session.refuse(request.secret) }
    }

    private func give(_ request: GitCredentialRequest, _ session: CredentialSession) throws {
        if Streams.isTerminal(1) {
            throw ValidationError("The token would be shown on this terminal. git starts this command by itself.")
        }
        let token = try session.bearer(mustRefresh: session.isRefused)
        var lines: [String]
        if request.takesBearer {
            lines = ["capability[]=authtype", "authtype=Bearer", "credential=\(token.accessToken.reveal())"]
        } else {
            let name = request.values["username"].flatMap { $0.isEmpty ? nil : $0 } ?? answer.username
            lines = ["username=\(name)", "password=\(token.accessToken.reveal())"]
        }
        if let end = token.expiresAt?.seconds, (0..<253_402_300_800).contains(end) {
            lines.append("password_expiry_utc=\(Int(end))")
        }
        try Streams.answer(lines)
    }
}
