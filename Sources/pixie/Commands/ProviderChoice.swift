import ArgumentParser
import OAuth
import Presets
import Profiles

/// What `--provider` and `--set` say, and the profile's own lines of that kind.
struct ProviderChoice {
    let preset: Preset
    let given: [FormPair]

    /// - Returns: Nil when no provider was named.
    /// - Throws: A usage error for a provider that there is not.
    init?(named id: String?, set: [String], profile: Profile?, parameters: [String] = []) throws {
        guard let id = id ?? profile?.provider else {
            guard set.isEmpty else { throw ValidationError("--set goes with --provider: it gives the values of one.") }
            return nil
        }
        let book = PresetShelf.open()
        book.tellMistakes()
        guard let preset = book.preset(id) else { throw ValidationError(book.unknownOrMisspelt(id)) }
        self.preset = preset
        let typed = try set.map { try Self.pair($0) }
        // A parameter that the preset asks for by that name was given just as well.
        let named = try TypedValues.parameters(parameters).filter { pair in
            preset.values.contains { $0.name == pair.name }
        }
        let kept = id == profile?.provider ? profile?.values ?? [] : []
        let fresh = typed + named
        given = kept.filter { old in !fresh.contains { $0.name == old.name } } + fresh
    }

    /// The login that the values make.
    func choice(issuer: Issuer?) throws -> PresetChoice {
        do throws(PresetFault) {
            return try preset.choice(given, issuer: issuer)
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// What the person should know before.
    var notices: [String] {
        var notices = preset.notes
        if let ends = preset.ends { notices.insert("\(preset.name) ends on \(ends).", at: 0) }
        return notices
    }

    private static func pair(_ text: String) throws -> FormPair {
        guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
            throw ValidationError("--set takes name=value, got \(ForeignText(text).safe(limit: 60)).")
        }
        let name = String(text[..<mark])
        guard !name.lowercased().contains("secret") else { throw ValidationError(SecretOnCommandLine.sentence) }
        return FormPair(name, String(text[text.index(after: mark)...]))
    }
}

extension PresetBook {
    /// The sentence for an id that is none, with the one that was probably meant.
    func unknownOrMisspelt(_ id: String) -> String {
        let near = presets.map(\.id).filter { Spelling.distance($0, id, bound: 2) <= 2 }
        guard !near.isEmpty else { return unknown(id) }
        return "There is no provider \(ForeignText(id).safe(limit: 60)). Is it \(near.joined(separator: " or "))?"
    }
}

extension Profile {
    /// In what its provider differs from the specifications.
    ///
    /// - Throws: A usage error for a provider that is not known any more, or values that do not fit it.
    func rules() throws -> ProviderRules {
        try ProviderChoice(named: nil, set: [], profile: self)?.choice(issuer: issuer).rules ?? .standard
    }
}

/// A secret among the arguments stands in the list of processes and in the history of the shell.
enum SecretOnCommandLine {
    static let sentence =
        "A secret on the command line can be read by everybody on this machine, and the shell keeps it. Nothing was "
        + "sent. Give it with --client-secret-file FILE, with --client-secret-file - on standard input, with "
        + "--client-secret-file /dev/fd/3 on a descriptor, or type it into the form of pixie login, which hides it. If "
        + "it was real, have the provider make a new one."
}
