import ArgumentParser

/// `pixie credential`: tokens in the forms in which other programs ask for them.
struct CredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Give a token to kubectl, git or docker, in the form they ask for.",
        subcommands: [KubectlCredentialCommand.self, GitCredentialCommand.self, DockerCredentialCommand.self])
}
