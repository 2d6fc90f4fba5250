import ArgumentParser

/// The program: without a command it opens the first-login form.
struct PixieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pixie",
        abstract: "Logs you in at any OAuth 2.0 or OpenID Connect provider, from any terminal.",
        discussion: """
            pixie demo                        a login at a provider inside pixie; needs no network and no browser
            pixie login ISSUER --client-id ID a login at yours
            pixie resume                      go on with a login that was left waiting
            pixie token PROFILE               a valid access token for other tools
            """,
        version: Version.text,
        subcommands: [
            LoginCommand.self, ResumeCommand.self, TokenCommand.self, ExecCommand.self, CredentialCommand.self,
            LogoutCommand.self, ProfilesCommand.self, DemoCommand.self, ProviderCommand.self, PKCECommand.self,
            InspectCommand.self, DoctorCommand.self, ConfigCommand.self, ManCommand.self,
        ],
        defaultSubcommand: LoginCommand.self)
}

/// The version that `--version` and the User-Agent header say.
enum Version {
    static let text = "0.1.0"
}
