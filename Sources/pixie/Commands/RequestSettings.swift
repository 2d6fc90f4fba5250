import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Profiles

/// What a login asks for: the command line first, then the profile, then what is usual.
struct RequestSettings {
    let options: RequestOptions
    let profile: Profile?

    var caFile: String? { options.caFile ?? profile?.caFile.map(Profile.expanded) }
    var browser: String? { profile?.browser }

    private var scopes: [String] {
        options.scope.map { $0.split(separator: " ").map(String.init) } ?? profile?.scopes ?? Profile.usualScopes
    }

    private var waitSeconds: Double { options.wait.timeout ?? profile?.waitSeconds ?? Limits.loginWaitSeconds }

    /// A port or redirect URI of the command line takes the place of both of the profile.
    private var address: (port: Int?, redirectURI: String?) {
        if options.port != nil || options.redirectURI != nil { return (options.port, options.redirectURI) }
        return (profile?.port, profile?.redirectURI?.text)
    }

    /// The plan that these settings make.
    ///
    /// - Parameter secret: ``secret()``, read once: a pipe gives it only once.
    func plan(issuer: Issuer, clientID: String, secret: Secret?, isStepwise: Bool) throws -> LoginPlan {
        let client: ClientConfiguration
        let parameters = try extraParameters()
        do throws(ClientFault) {
            client = try ClientConfiguration(
                issuer: issuer, clientID: clientID, clientSecret: secret, scopes: scopes, extraParameters: parameters)
        } catch {
            throw ValidationError(error.message)
        }
        return LoginPlan(client: client, redirect: try redirect(), waitSeconds: waitSeconds, isStepwise: isStepwise)
    }

    /// What a form starts with that asks for the rest.
    func prefill(secret: Secret?) throws -> Prefill {
        var prefill = Prefill()
        prefill.scopes = scopes.joined(separator: " ")
        prefill.port = address.port
        prefill.redirect = address.redirectURI == nil ? nil : try redirect()
        prefill.clientSecret = secret
        prefill.extraParameters = try extraParameters()
        prefill.waitSeconds = waitSeconds
        return prefill
    }

    private func redirect() throws -> RedirectPlan {
        guard let redirectURI = address.redirectURI else { return .loopback(port: address.port) }
        return RedirectPlan(registered: try TypedValues.redirect(redirectURI))
    }

    /// Those of the command line take the place of the profile's with the same name.
    private func extraParameters() throws -> [FormPair] {
        let given = try TypedValues.parameters(options.parameters)
        let kept = profile?.parameters.filter { old in !given.contains { $0.name == old.name } } ?? []
        return kept + given
    }

    /// The client secret from its file, if there is one.
    func secret() throws -> Secret? {
        guard let file = options.clientSecretFile ?? profile?.clientSecretFile.map(Profile.expanded) else { return nil }
        do throws(FileFault) {
            return try SmallFile.line(file)
        } catch {
            let name = options.clientSecretFile == nil ? "client_secret_file of the profile" : "--client-secret-file"
            throw ValidationError("\(name): \(error.message)")
        }
    }
}
