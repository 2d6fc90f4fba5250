import OAuth

/// The keys of a profile, in the order in which the program writes them.
enum ProfileField: String, CaseIterable, Sendable {
    case provider
    case values
    case issuer
    case clientID = "client_id"
    case scopes
    case redirectURI = "redirect_uri"
    case port
    case parameters
    case clientSecretFile = "client_secret_file"
    case clientKeyFile = "client_key_file"
    case clientKeyID = "client_key_id"
    case decryptionKeyFile = "decryption_key_file"
    case dpop
    case caFile = "ca_file"
    case wait
    case browser

    /// The value in YAML, on one line; `nil` when the profile has none.
    func written(_ profile: Profile) -> String? {
        switch self {
        case .provider: profile.provider.map(Scribe.scalar)
        case .values: profile.values.isEmpty ? nil : Scribe.mapping(profile.values)
        case .issuer: Scribe.scalar(profile.issuer.text)
        case .clientID: Scribe.scalar(profile.clientID)
        case .scopes: Scribe.list(profile.scopes)
        case .redirectURI: profile.redirectURI.map { Scribe.scalar($0.text) }
        case .port: profile.port.map(String.init)
        case .parameters: profile.parameters.isEmpty ? nil : Scribe.mapping(profile.parameters)
        case .clientSecretFile: profile.clientSecretFile.map(Scribe.scalar)
        case .clientKeyFile: profile.clientKeyFile.map(Scribe.scalar)
        case .clientKeyID: profile.clientKeyID.map(Scribe.scalar)
        case .decryptionKeyFile: profile.decryptionKeyFile.map(Scribe.scalar)
        case .dpop: profile.dpop.map(Self.word)
        case .caFile: profile.caFile.map(Scribe.scalar)
        case .wait: profile.waitSeconds.map { Scribe.number($0) }
        case .browser: profile.browser.map(Scribe.scalar)
        }
    }

    /// The words of the field `dpop`.
    static func word(_ use: Use) -> String {
        switch use {
        case .never: "never"
        case .whenOffered: "offered"
        case .always: "always"
        }
    }
}
