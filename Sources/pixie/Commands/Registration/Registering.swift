import ArgumentParser
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie login ISSUER --register`: says what will be sent, asks, registers, and keeps the client as a profile.
///
/// A secret and the token of the registration go into the encrypted store and nowhere else.
struct Registering {
    let issuer: Issuer
    let order: RegistrationOrder
    let settings: RequestSettings
    let shelf: ProfileShelf
    let storing: StoreOrder
    let canAsk: Bool

    /// - Throws: The exit status, after it was said why nothing was registered.
    func run() throws -> (profile: Profile, proof: ClientProof?) {
        let name = try name()
        let initialToken = try initialToken()
        let redirects = try redirects()
        let scopes = settings.wantedScopes
        let asked = SlowWork.run("looking at what \(issuer.text) says of itself") {
            Blocking.value { await KeySource.metadata(of: issuer, caFile: settings.caFile) }
        }
        switch asked {
        case .failure(let trouble): throw failed(trouble.message, trouble.exitStatus)
        case .success(let metadata):
            guard let endpoint = metadata.registrationEndpoint else {
                throw failed(
                    "\(issuer.text) offers no registration (no registration_endpoint in its metadata). Ask whoever runs "
                        + "it for a client id, and give it with --client-id.", .other)
            }
            let wish = ClientRegistration(
                redirects: redirects, scopes: scopes, metadata: metadata, version: Version.text)
            try confirm(wish, endpoint)
            let client = try client(wish, endpoint, initialToken)
            return try keep(client, as: name)
        }
    }

    private func failed(_ message: String, _ status: ExitStatus) -> ExitCode {
        Streams.err("pixie: \(message)")
        return status.exitCode
    }

    private func name() throws -> ProfileName {
        let text: String
        if let name = order.name {
            text = name
        } else {
            text = SessionName.automatic(issuer, clientID: nil)?.text.replacing(":", with: "-") ?? "registered"
        }
        let name = try ProfileOptions.name(text)
        guard shelf.book.profile(name) == nil else {
            throw ValidationError(
                "There is a profile \(name) already: pixie login \(name). Another name goes with --save-as.")
        }
        return name
    }

    private func initialToken() throws -> Secret? {
        guard let file = order.tokenFile else { return nil }
        do throws(FileFault) {
            return try SmallFile.line(file)
        } catch {
            throw ValidationError("--registration-token-file: \(error.message)")
        }
    }

    /// Both addresses of this machine and any port, unless one was named (RFC 8252 section 7.3).
    private func redirects() throws -> [RedirectURI] {
        switch try settings.redirect() {
        case .registered(let address): [address]
        case .loopback(let port, let path):
            try ["127.0.0.1", "[::1]"].map { host in
                try TypedValues.redirect("http://\(host)\(port.map { ":\($0)" } ?? "")\(path)")
            }
        }
    }

    private func confirm(_ wish: ClientRegistration, _ endpoint: Endpoint) throws {
        let sent = wish.document.members.map { member in
            "  \(member.name)  \(member.value.plain(limit: 300).safe(limit: 300))"
        }
        for line in ["pixie: this will be sent to \(endpoint.address.host) to register a client:"] + sent {
            Streams.err(line)
        }
        guard canAsk, PrivateQuestion.isPossible else { return }
        Streams.err("pixie: nothing is sent before the answer, and the screens open after it.")
        guard PrivateQuestion.confirm("Register it?", usual: false) == true else {
            throw failed("nothing was registered.", .refused)
        }
    }

    private func client(
        _ wish: ClientRegistration, _ endpoint: Endpoint, _ initialToken: Secret?
    ) throws -> RegisteredClient {
        let call = wish.call(endpoint: endpoint, initialToken: initialToken)
        Streams.err("pixie: registering at \(endpoint.address.host) ...")
        let sent = Blocking.value { () async -> Result<HTTPReply, KeySource.Trouble> in
            do throws(KeySource.Trouble) {
                return .success(
                    try await KeySource.withSender(settings.caFile) { sender throws(KeySource.Trouble) in
                        switch await sender.send(call) {
                        case .success(let reply): return reply
                        case .failure(let failure): throw .transport(failure, .registration, endpoint)
                        }
                    })
            } catch {
                return .failure(error)
            }
        }
        switch sent {
        case .failure(let trouble): throw failed(trouble.message, trouble.exitStatus)
        case .success(let reply):
            do throws(RegistrationFault) {
                return try RegisteredClient.judge(reply, asked: wish, at: SystemClock.now().wall)
            } catch {
                throw failed(error.message, error.isRefusal ? .refused : .checkFailed)
            }
        }
    }

    private func keep(_ client: RegisteredClient, as name: ProfileName) throws -> (Profile, ClientProof?) {
        for note in client.notes { Streams.err("pixie: \(note)") }
        if client.secret != nil || client.accessToken != nil {
            if !RegisteredSecret.keep(client, of: issuer, as: name, storing, canAsk: canAsk) {
                Streams.err(
                    client.secret == nil
                        ? "pixie: the token of the registration is not kept: the client cannot be changed later."
                        : "pixie: the client secret is not kept: this client works for this login only.")
            }
        }
        var profile = Profile(name: name, issuer: issuer, clientID: client.clientID, scopes: settings.wantedScopes)
        profile.port = settings.order.port
        if let text = settings.order.redirectURI { profile.redirectURI = try TypedValues.redirect(text) }
        let made = profile
        try shelf.save { () throws(ProfileEditFault) in try shelf.book.putting(made) }
        Streams.err("pixie: registered the client \(ForeignText(client.clientID).safe(limit: 120)) as \(name).")
        return (profile, client.secret.map { ClientProof(secret: $0, method: client.method) })
    }
}
