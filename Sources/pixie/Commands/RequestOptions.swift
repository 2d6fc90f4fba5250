import ArgumentParser
import LoginFlow
import OAuth
import PixieUI

/// What the authorization request is made of.
struct RequestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Scopes, separated by spaces.", valueName: "scopes"))
    var scope = "openid profile email"

    @Option(help: ArgumentHelp("Port to listen on; a free one without this.", valueName: "port"))
    var port: Int?

    @Option(
        name: .customLong("redirect-uri"),
        help: ArgumentHelp(
            "Redirect URI exactly as registered. Without it: http://127.0.0.1:PORT/callback.", valueName: "uri"))
    var redirectURI: String?

    @Option(
        name: .customLong("param"), parsing: .singleValue,
        help: ArgumentHelp("Another parameter of the authorization request; may repeat.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(
        name: .customLong("client-secret-file"),
        help: ArgumentHelp("File with the client secret, if the client has one.", valueName: "file"))
    var clientSecretFile: String?

    @OptionGroup var wait: WaitOption

    @Option(name: .customLong("ca-file"), help: ArgumentHelp("PEM file with more trust roots.", valueName: "file"))
    var caFile: String?

    func validate() throws {
        if let port, !(1...65535).contains(port) {
            throw ValidationError("--port takes a number from 1 to 65535, got \(port).")
        }
        if port != nil, redirectURI != nil {
            throw ValidationError("--port and --redirect-uri do not go together: the redirect URI names the port.")
        }
    }

    /// The plan that these options make.
    ///
    /// - Parameter secret: ``secret()``, read once: a pipe gives it only once.
    func plan(issuer: Issuer, clientID: String, secret: Secret?, isStepwise: Bool) throws -> LoginPlan {
        let client: ClientConfiguration
        let parameters = try extraParameters()
        do throws(ClientFault) {
            client = try ClientConfiguration(
                issuer: issuer, clientID: clientID, clientSecret: secret,
                scopes: scope.split(separator: " ").map(String.init), extraParameters: parameters)
        } catch {
            throw ValidationError(error.message)
        }
        return LoginPlan(client: client, redirect: try redirect(), waitSeconds: wait.timeout, isStepwise: isStepwise)
    }

    /// What a form starts with that asks for the rest.
    func prefill(secret: Secret?) throws -> Prefill {
        var prefill = Prefill()
        prefill.scopes = scope
        prefill.port = port
        prefill.redirect = redirectURI == nil ? nil : try redirect()
        prefill.clientSecret = secret
        prefill.extraParameters = try extraParameters()
        prefill.waitSeconds = wait.timeout
        return prefill
    }

    private func redirect() throws -> RedirectPlan {
        guard let redirectURI else { return .loopback(port: port) }
        do throws(RedirectFault) {
            return RedirectPlan(registered: try RedirectURI(redirectURI))
        } catch {
            throw ValidationError("--redirect-uri: \(error.message)")
        }
    }

    private func extraParameters() throws -> [FormPair] {
        try parameters.map { text in
            guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
                throw ValidationError("--param takes name=value, got \(ForeignText(text).safe(limit: 60)).")
            }
            return FormPair(String(text[..<mark]), String(text[text.index(after: mark)...]))
        }
    }

    /// The client secret from its file, if there is one.
    func secret() throws -> Secret? {
        guard let clientSecretFile else { return nil }
        do throws(FileFault) {
            return try SmallFile.line(clientSecretFile)
        } catch {
            throw ValidationError("--client-secret-file: \(error.message)")
        }
    }
}
