import ArgumentParser
import Glibc
import OAuth
import Profiles

/// The fields of a profile as options.
struct ProfileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Scopes, separated by spaces.", valueName: "scopes"))
    var scope: String?

    @Option(name: .customLong("redirect-uri"), help: ArgumentHelp("Redirect URI as registered.", valueName: "uri"))
    var redirectURI: String?

    @Option(help: ArgumentHelp("Port to listen on.", valueName: "port"))
    var port: String?

    @Option(
        name: .customLong("param"), parsing: .singleValue,
        help: ArgumentHelp("Another parameter of the authorization request; may repeat.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(
        name: .customLong("client-secret-file"),
        help: ArgumentHelp("File with the client secret. The secret itself is not kept.", valueName: "file"))
    var clientSecretFile: String?

    @OptionGroup var keys: KeyOptions

    @OptionGroup var trust: TrustOption

    @Option(help: ArgumentHelp("How long to wait for the browser, in seconds.", valueName: "seconds"))
    var timeout: String?

    @Option(help: ArgumentHelp("Command that opens addresses, written like BROWSER.", valueName: "command"))
    var browser: String?

    // Taken only to be refused with the safe ways.
    @Option(name: .customLong("client-secret"), help: .hidden)
    var clientSecret: String?

    func validate() throws {
        if clientSecret != nil { throw ValidationError(SecretOnCommandLine.sentence) }
    }

    /// Puts what is given into the profile. An empty value takes a field out.
    ///
    /// - Throws: A usage error for the first value that cannot be used.
    func apply(to profile: inout Profile) throws {
        if let scope { profile.scopes = scope.split(separator: " ").map(String.init) }
        if let port { profile.port = try number(port, "--port", in: 1...65535) }
        if let redirectURI { profile.redirectURI = redirectURI.isEmpty ? nil : try TypedValues.redirect(redirectURI) }
        if !parameters.isEmpty { profile.parameters = try TypedValues.parameters(parameters.filter { !$0.isEmpty }) }
        if let clientSecretFile { profile.clientSecretFile = try kept(clientSecretFile, "--client-secret-file") }
        if let file = keys.clientKeyFile { profile.clientKeyFile = try kept(file, "--client-key-file") }
        if let name = keys.clientKeyID { profile.clientKeyID = name.isEmpty ? nil : name }
        if let file = keys.decryptionKeyFile { profile.decryptionKeyFile = try kept(file, "--decryption-key-file") }
        if let dpop = keys.dpop { profile.dpop = dpop.use }
        if let caFile = trust.caFile { profile.caFile = try kept(caFile, "--ca-file") }
        if let timeout {
            profile.waitSeconds = try number(timeout, "--timeout", in: 1...Int(Profile.longestWait)).map(Double.init)
        }
        if let browser { profile.browser = browser.isEmpty ? nil : browser }
        guard profile.port == nil || profile.redirectURI == nil else {
            throw ValidationError(
                "--port and --redirect-uri do not go together: the redirect URI names the port. Take one of them out "
                    + "with an empty value.")
        }
        do throws(ClientFault) {
            try profile.judge()
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// A path that leads to the same file from every folder.
    private func kept(_ path: String, _ option: String) throws -> String? {
        if path.isEmpty { return nil }
        guard !KeyReading.isStream(path) else {
            throw ValidationError("\(option): a profile keeps the name of a file, and this is none. Give a file.")
        }
        guard !path.hasPrefix("/"), !path.hasPrefix("~/") else { return path }
        guard let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }

    static func name(_ text: String) throws -> ProfileName {
        do throws(ProfileNameFault) {
            return try ProfileName(text)
        } catch {
            throw ValidationError(error.message)
        }
    }

    static func issuer(_ text: String) throws -> Issuer {
        do throws(IssuerFault) {
            let read = try Issuer.read(typed: text)
            for note in read.notes { Streams.err("pixie: \(note)") }
            return read.issuer
        } catch {
            throw ValidationError(error.message)
        }
    }

    private func number(_ text: String, _ option: String, in range: ClosedRange<Int>) throws -> Int? {
        if text.isEmpty { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ValidationError(
                "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), got "
                    + "\(ForeignText(text).safe(limit: 40)).")
        }
        return number
    }
}
