import ArgumentParser

/// What the authorization request is made of.
struct RequestOptions: ParsableArguments {
    @OptionGroup var named: ProviderOptions

    // Taken only to be refused with the safe ways.
    @Option(name: .customLong("client-secret"), help: .hidden)
    var clientSecret: String?

    @Option(
        help: ArgumentHelp(
            "Scopes, separated by spaces; without this those of the profile, or openid profile email.",
            valueName: "scopes"))
    var scope: String?

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

    @OptionGroup var keys: KeyOptions

    @OptionGroup var wait: WaitOption

    @OptionGroup var trust: TrustOption

    func validate() throws {
        if clientSecret != nil { throw ValidationError(SecretOnCommandLine.sentence) }
        if let port, !(1...65535).contains(port) {
            throw ValidationError("--port takes a number from 1 to 65535, got \(port).")
        }
        if port != nil, redirectURI != nil {
            throw ValidationError("--port and --redirect-uri do not go together: the redirect URI names the port.")
        }
    }

    var order: RequestOrder {
        RequestOrder(
            provider: named.provider, values: named.values, scope: scope, port: port, redirectURI: redirectURI,
            parameters: parameters, clientSecretFile: clientSecretFile, keys: keys.order, timeout: wait.timeout,
            caFile: trust.caFile)
    }
}
