import ArgumentParser
import OAuth

/// What a helper answers with, and to whom.
struct CredentialOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The host that gets the token; without this that of the issuer.", valueName: "host"))
    var host: String?

    @Option(
        help: ArgumentHelp("The user name that goes with the token, where none is asked for.", valueName: "name"))
    var username = "oauth2"

    func validate() throws {
        if let host, GitCredentialRequest.address("https", host) == nil {
            throw ValidationError("--host takes a host, with :PORT if it is not the usual one.")
        }
        // Docker takes what comes with the name <token> for a refresh token.
        guard !username.isEmpty, username != "<token>", username.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw ValidationError("--username takes a name of visible ASCII characters.")
        }
    }

    /// Whether that server is the one of `--host`; `nil` without it.
    func names(_ target: WebAddress) -> Bool? {
        host.map { host in
            guard let wanted = GitCredentialRequest.address(target.scheme.rawValue, host) else { return false }
            return wanted.host == target.host && wanted.port == target.port
        }
    }
}
