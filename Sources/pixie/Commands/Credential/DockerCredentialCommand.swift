import ArgumentParser
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie credential docker`: a credential helper of docker, and of other programs that speak its protocol.
struct DockerCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docker",
        abstract: "Answer docker as a credential helper.",
        discussion: """
            ln -s "$(command -v pixie)" ~/.local/bin/docker-credential-pixie
            In ~/.docker/config.json: "credHelpers": {"registry.example.com": "pixie"}
            """)

    @Argument(help: ArgumentHelp("get, store, erase, list or version; docker adds it.", valueName: "action"))
    var action: String

    @Option(
        help: ArgumentHelp(
            "A profile, or the host of an issuer; without it the one that is called like the server.",
            valueName: "name"), completion: Completions.profiles)
    var profile: String?

    @OptionGroup var answer: CredentialOptions

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    /// What docker's own helpers say; docker looks for these words.
    static let notFound = "credentials not found in native keychain"

    func validate() throws {
        guard answer.host == nil || profile != nil else {
            throw ValidationError("--host says where the token of --profile goes.")
        }
    }

    func run() throws {
        switch action {
        case "version": try Streams.answer(["pixie \(Version.text)"])
        case "list": try Streams.answer([JSONText.write(list())])
        case "get": try give(try request(isObject: false))
        case "erase": try forget(try request(isObject: false))
        case "store": try keep(try request(isObject: true))
        case _:
            throw ValidationError(
                "\(ForeignText(action).safe(limit: 60)) is none of get, store, erase, list and version.")
        }
    }

    private func request(isObject: Bool) throws -> DockerCredentialRequest {
        do throws(DockerCredentialRequest.Fault) {
            return try DockerCredentialRequest.read(isObject: isObject)
        } catch {
            throw try refused(error.message)
        }
    }

    /// Docker reads what is wrong from standard output.
    private func refused(_ message: String) throws -> ExitCode {
        try Streams.answer([message])
        return ExitStatus.other.exitCode
    }

    private func give(_ request: DockerCredentialRequest) throws {
        if Streams.isTerminal(1) {
            throw ValidationError("The token would be shown on this terminal. docker starts this command by itself.")
        }
        guard let session = try session(for: request, asks: true) else { throw try refused(Self.notFound) }
        let token = try session.bearer(mustRefresh: session.isRefused)
        let credential: JSONValue = [
            "ServerURL": .string(request.server), "Username": .string(answer.username),
            "Secret": .string(token.accessToken.reveal()),
        ]
        try Streams.answer([JSONText.write(credential)])
    }

    /// The next one that asks gets a new token. The session stays: what one server refuses does not end it.
    private func forget(_ request: DockerCredentialRequest) throws {
        guard let session = try session(for: request, asks: false) else { throw try refused(Self.notFound) }
        try session.refuse(nil)
    }

    /// pixie keeps what it got by a login, and nothing else. Its own token coming back is no mistake.
    private func keep(_ request: DockerCredentialRequest) throws {
        if let session = try session(for: request, asks: false), let mine = session.entry?.record.token,
            request.secret.map({ $0 == mine.accessToken }) == true
        {
            return
        }
        throw try refused(
            "pixie gives the tokens of its own logins and stores no others. Log in with: pixie login")
    }

    /// The session whose token may go to that server; nil when there is none.
    private func session(for request: DockerCredentialRequest, asks: Bool) throws -> CredentialSession? {
        guard let target = request.target else { return nil }
        if let isNamed = answer.names(target) {
            guard isNamed else { return nil }
            return try CredentialSession(profile, storing.order, caFile: trust.caFile, asks: asks)
        }
        if let profile {
            let session = try CredentialSession(profile, storing.order, caFile: trust.caFile, asks: asks)
            return session.isOfIssuer(target) ? session : nil
        }
        let name = [80, 443].contains(target.port) ? target.host : "\(target.host):\(target.port)"
        do {
            return try CredentialSession(name, storing.order, caFile: trust.caFile, asks: asks)
        } catch is ValidationError {
            return nil
        }
    }

    /// The servers that a `get` may have an answer for. No key is needed for it, and no token is read.
    private func list() -> JSONValue {
        let servers =
            answer.host.map { [$0] } ?? ProfileShelf.open().book.profiles.map(\.name.text).filter { $0.contains(".") }
        return .object(
            JSONObject(
                members: servers.map { JSONObject.Member(name: "https://\($0)", value: .string(answer.username)) }))
    }
}
