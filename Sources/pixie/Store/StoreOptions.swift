import ArgumentParser
import OAuth
import Sessions

/// Where the key of the stored sessions comes from, and who gives the passphrase when nobody can be asked.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("key-source"),
        help: ArgumentHelp(
            "Where the key of stored sessions lies, chosen with the first one: "
                + StoreKeySource.allCases.map(\.name).joined(separator: ", ") + ". Also PIXIE_KEY_SOURCE.",
            valueName: "source"),
        transform: Self.source(named:))
    var keySource: StoreKeySource?

    @Flag(
        name: .customLong("insecure-storage"),
        help: "The same as --key-source plain-file: the key lies in a file beside the sessions.")
    var insecureStorage = false

    @Option(
        name: .customLong("passphrase-file"),
        help: ArgumentHelp(
            "File with the passphrase of the sessions, when nobody can be asked. Also PIXIE_PASSPHRASE_FILE.",
            valueName: "file"))
    var passphraseFile: String?

    @Flag(name: .customLong("no-input"), help: "Never ask a person at the terminal.")
    var noInput = false

    /// Whether a person may be asked, when there is one.
    var mayAsk: Bool { !noInput }

    func validate() throws {
        if insecureStorage, let keySource, keySource != .plainFile {
            throw ValidationError("--insecure-storage is --key-source plain-file. Give one of them.")
        }
        if keySource == nil, !insecureStorage { _ = try Self.sourceOfEnvironment() }
    }

    /// What was chosen in words, by option or by the environment.
    func source() throws -> StoreKeySource? {
        if insecureStorage { return .plainFile }
        return try keySource ?? Self.sourceOfEnvironment()
    }

    /// The file that has the passphrase.
    var passphrasePath: String? { passphraseFile ?? Variables["PIXIE_PASSPHRASE_FILE"] }

    private static func sourceOfEnvironment() throws -> StoreKeySource? {
        guard let name = Variables["PIXIE_KEY_SOURCE"], !name.isEmpty else { return nil }
        do {
            return try source(named: name)
        } catch {
            throw ValidationError("PIXIE_KEY_SOURCE: \(error)")
        }
    }

    private static func source(named name: String) throws -> StoreKeySource {
        guard let source = StoreKeySource(name: name) else {
            throw ValidationError(
                "\(ForeignText(name).safe(limit: 60)) is none of "
                    + StoreKeySource.allCases.map(\.name).joined(separator: ", ") + ".")
        }
        return source
    }
}
