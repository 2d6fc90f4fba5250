import ArgumentParser
import OAuth
import Sessions

/// Where the key of the stored sessions comes from, and who gives the passphrase when nobody can be asked.
struct StoreOrder {
    /// What was chosen in words, by option or by the environment.
    let source: StoreKeySource?
    let passphraseFile: String?
    /// Whether a person may be asked, when there is one.
    let mayAsk: Bool

    /// - Parameter keySource: As an option says. What the environment says counts where none does; it was judged with
    ///   the options.
    init(keySource: StoreKeySource? = nil, passphraseFile: String? = nil, mayAsk: Bool = true) {
        source = keySource ?? (try? Self.sourceOfEnvironment()) ?? nil
        self.passphraseFile = passphraseFile
        self.mayAsk = mayAsk
    }

    /// The file that has the passphrase.
    var passphrasePath: String? { passphraseFile ?? Variables["PIXIE_PASSPHRASE_FILE"] }

    static func sourceOfEnvironment() throws -> StoreKeySource? {
        guard let name = Variables["PIXIE_KEY_SOURCE"], !name.isEmpty else { return nil }
        do {
            return try source(named: name)
        } catch {
            throw ValidationError("PIXIE_KEY_SOURCE: \(error)")
        }
    }

    static func source(named name: String) throws -> StoreKeySource {
        guard let source = StoreKeySource(name: name) else {
            throw ValidationError(
                "\(ForeignText(name).safe(limit: 60)) is none of "
                    + StoreKeySource.allCases.map(\.name).joined(separator: ", ") + ".")
        }
        return source
    }
}
