import ArgumentParser
import OAuth

/// Values of options that more than one command takes.
enum TypedValues {
    /// What `--param name=value` says, in the order of the command line.
    static func parameters(_ texts: [String]) throws -> [FormPair] {
        try texts.map { text in
            guard let mark = text.firstIndex(of: "="), mark != text.startIndex else {
                throw ValidationError("--param takes name=value, got \(ForeignText(text).safe(limit: 60)).")
            }
            let name = String(text[..<mark])
            guard !name.lowercased().contains("secret") else { throw ValidationError(SecretOnCommandLine.sentence) }
            return FormPair(name, String(text[text.index(after: mark)...]))
        }
    }

    /// What `--redirect-uri` says.
    static func redirect(_ text: String) throws -> RedirectURI {
        do throws(RedirectFault) {
            return try RedirectURI(text)
        } catch {
            throw ValidationError("--redirect-uri: \(error.message)")
        }
    }
}
