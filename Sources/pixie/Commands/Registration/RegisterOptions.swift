import ArgumentParser

/// How a client registers itself before its first login (RFC 7591).
struct RegisterOptions: ParsableArguments {
    @Flag(help: "Register a new client at the provider first, and keep it as a profile.")
    var register = false

    @Option(
        name: .customLong("registration-token-file"),
        help: ArgumentHelp("File with the initial access token, where the provider wants one.", valueName: "file"))
    var tokenFile: String?

    @Option(
        name: .customLong("save-as"),
        help: ArgumentHelp("Name of that profile; the provider's host without this.", valueName: "name"))
    var name: String?

    func validate() throws {
        guard !register, tokenFile != nil || name != nil else { return }
        throw ValidationError("--registration-token-file and --save-as go with --register.")
    }

    /// nil when nothing is to be registered.
    var order: RegistrationOrder? { register ? RegistrationOrder(name: name, tokenFile: tokenFile) : nil }
}
