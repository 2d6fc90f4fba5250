import ArgumentParser
import Sessions

/// Where the key of the stored sessions comes from, and who gives the passphrase when nobody can be asked.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .customLong("key-source"),
        help: ArgumentHelp(
            "Where the key of stored sessions lies, chosen with the first one: "
                + StoreKeySource.allCases.map(\.name).joined(separator: ", ") + ". Also PIXIE_KEY_SOURCE.",
            valueName: "source"),
        transform: StoreOrder.source(named:))
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

    func validate() throws {
        if insecureStorage, let keySource, keySource != .plainFile {
            throw ValidationError("--insecure-storage is --key-source plain-file. Give one of them.")
        }
        if keySource == nil, !insecureStorage { _ = try StoreOrder.sourceOfEnvironment() }
    }

    var order: StoreOrder {
        StoreOrder(
            keySource: insecureStorage ? .plainFile : keySource, passphraseFile: passphraseFile, mayAsk: !noInput)
    }
}
