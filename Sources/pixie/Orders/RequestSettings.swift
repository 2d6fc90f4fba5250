import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Presets
import Profiles
import Sessions

/// What a login asks for: the command line first, then the profile, then what is usual.
struct RequestSettings {
    let order: RequestOrder
    let profile: Profile?

    var caFile: String? { order.caFile ?? profile?.caFile.map { Profile.expanded($0) } }
    var browser: String? { profile?.browser }

    /// The provider that was named, by an option or in the profile.
    func provider() throws -> ProviderChoice? {
        try ProviderChoice(
            named: order.provider, set: order.values, profile: profile,
            parameters: order.parameters)
    }

    private func scopes(_ choice: PresetChoice?) -> [String] {
        if let scope = order.scope { return scope.split(separator: " ").map(String.init) }
        guard let choice else { return profile?.scopes ?? Profile.usualScopes }
        guard let scopes = profile?.scopes, !scopes.isEmpty, order.provider == nil else { return choice.scopes }
        return scopes
    }

    /// What the login asks for, and a registration announces.
    var wantedScopes: [String] { scopes(nil) }

    private var waitSeconds: Double {
        order.timeout ?? profile?.waitSeconds ?? SettingsShelf.settings.wait ?? Limits.loginWaitSeconds
    }

    /// A port or redirect URI of the command line takes the place of both of the profile.
    private var address: (port: Int?, redirectURI: String?) {
        if order.port != nil || order.redirectURI != nil { return (order.port, order.redirectURI) }
        guard profile?.port == nil, profile?.redirectURI == nil else {
            return (profile?.port, profile?.redirectURI?.text)
        }
        return (SettingsShelf.settings.port, nil)
    }

    /// The plan that these settings make.
    ///
    /// - Parameter proof: ``proof(storedIn:)``, read once: a pipe gives it only once.
    ///   Without an issuer the provider that was named must know it.
    func plan(issuer: Issuer?, clientID: String, proof: ClientProof?, isStepwise: Bool) throws -> LoginPlan {
        let client: ClientConfiguration
        let choice = try provider()?.choice(issuer: issuer)
        guard let issuer = choice?.issuer ?? issuer else {
            throw ValidationError("Say where to log in: an issuer, a profile, or --provider.")
        }
        let given = try extraParameters()
        let parameters = choice?.parameters(with: given) ?? given
        var rules = choice?.rules ?? .standard
        if let method = proof?.method, rules.client.methods == nil { rules.client.methods = [method] }
        do throws(ClientFault) {
            client = try ClientConfiguration(
                issuer: issuer, clientID: clientID, clientSecret: proof?.secret, scopes: scopes(choice),
                extraParameters: parameters, rules: rules)
        } catch {
            throw ValidationError(error.message)
        }
        let redirect = try redirect()
        if let fault = client.rules.redirect.fault(of: redirect) { throw ValidationError(fault) }
        return LoginPlan(client: client, redirect: redirect, waitSeconds: waitSeconds, isStepwise: isStepwise)
    }

    /// What a form starts with that asks for the rest.
    ///
    /// - Parameter readsProviders: Whether those that can be chosen by name are wanted at once.
    func prefill(secret: Secret?, readsProviders: Bool = true) throws -> Prefill {
        var prefill = Prefill()
        prefill.scopes = scopes(nil).joined(separator: " ")
        prefill.port = address.port
        prefill.redirect = address.redirectURI == nil ? nil : try redirect()
        prefill.clientSecret = secret
        prefill.extraParameters = try extraParameters()
        prefill.waitSeconds = waitSeconds
        if readsProviders { prefill.presets = PresetShelf.open().presets }
        if let provider = try provider() {
            prefill.provider = provider.preset.id
            prefill.values = provider.given
        }
        return prefill
    }

    func redirect() throws -> RedirectPlan {
        guard let redirectURI = address.redirectURI else { return .loopback(port: address.port) }
        return RedirectPlan(registered: try TypedValues.redirect(redirectURI))
    }

    /// Those of the command line take the place of the profile's with the same name.
    private func extraParameters() throws -> [FormPair] {
        let given = try TypedValues.parameters(order.parameters)
        let kept = profile?.parameters.filter { old in !given.contains { $0.name == old.name } } ?? []
        return kept + given
    }

    /// The client secret from its file, else the one in the store that came with a registration, if there is one.
    ///
    /// - Parameter open: Opens the store; it may ask for a passphrase where a question can be seen.
    func proof(storedIn open: () throws(StoreFault) -> SessionStore?) throws -> ClientProof? {
        guard let file = order.clientSecretFile ?? profile?.clientSecretFile.map(Profile.expanded) else {
            return profile.flatMap { RegisteredSecret.find($0, in: open) }
        }
        do throws(FileFault) {
            return ClientProof(secret: try SmallFile.line(file))
        } catch {
            let name = order.clientSecretFile == nil ? "client_secret_file of the profile" : "--client-secret-file"
            throw ValidationError("\(name): \(error.message)")
        }
    }
}
