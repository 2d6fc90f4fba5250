import PixieUI

/// `pixie` alone: the first frame does not wait for the argument parser, which has nothing to read.
enum QuickStart {
    /// What to run where the screens can come up with nothing said: what the environment says otherwise, or wrongly,
    /// is left to the whole command.
    static func command(_ arguments: [String]) -> LoginCommand? {
        guard arguments.isEmpty, QuickToken.namesKeySource else { return nil }
        let command = LoginCommand.bare
        return command.front.isPlain ? nil : command
    }
}

extension LoginCommand {
    /// As the parser makes it of an empty command line. A property that is not set here traps when it is read.
    static var bare: LoginCommand {
        var keys = KeyOptions()
        (keys.clientKeyFile, keys.clientKeyID, keys.decryptionKeyFile, keys.dpop) = (nil, nil, nil, nil)
        var wait = WaitOption()
        wait.timeout = nil
        var request = RequestOptions()
        var named = ProviderOptions()
        (named.provider, named.values) = (nil, [])
        var trust = TrustOption()
        trust.caFile = nil
        (request.clientSecret, request.scope) = (nil, nil)
        (request.port, request.redirectURI, request.parameters, request.clientSecretFile) = (nil, nil, [], nil)
        (request.named, request.keys, request.wait, request.trust) = (named, keys, wait, trust)
        var registration = RegisterOptions()
        (registration.register, registration.tokenFile, registration.name) = (false, nil, nil)
        var front = FrontOptions()
        (front.plain, front.json, front.showTokens, front.noBrowser, front.step) = (nil, false, false, false, false)
        (front.ascii, front.theme, front.color, front.title, front.mouse) = (nil, nil, nil, nil, nil)
        front.noReveal = false
        var storing = StoreOptions()
        (storing.keySource, storing.insecureStorage, storing.passphraseFile, storing.noInput) = (nil, false, nil, false)
        var command = LoginCommand()
        (command.target, command.clientID, command.request, command.registration) = (nil, nil, request, registration)
        (command.front, command.storing) = (front, storing)
        (command.listProviders, command.noSave, command.noCache) = (false, false, false)
        return command
    }
}
