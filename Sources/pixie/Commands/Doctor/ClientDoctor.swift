import Glibc
import OAuth
import PixieUI
import Profiles

/// How the client of a profile proves itself, and whether its key files can be used at this provider.
struct ClientDoctor {
    let profile: Profile
    let rules: ProviderRules

    /// - Parameter metadata: Nil when the provider was not asked; then only its rules are compared.
    func findings(_ metadata: ProviderMetadata?) -> [Finding] {
        secretFile() + keyFile(metadata) + decryptionFile(metadata) + [method(metadata)]
    }

    private var called: String { rules.name ?? "the provider" }

    // MARK: The way of proving itself

    private func method(_ metadata: ProviderMetadata?) -> Finding {
        let id = "client.method"
        let expected = "a way for the client to prove itself that the provider takes"
        let clause = "RFC 8414 2, OIDC Core 9"
        let way: [ClientRules.Method] =
            profile.clientKeyFile != nil
            ? [.privateKeyJWT]
            : profile.clientSecretFile != nil ? [.clientSecretBasic, .clientSecretPost] : [.none]
        let own = way == [.none] ? "none: a public client" : way.map(\.rawValue).joined(separator: " or ")
        if let methods = rules.client.methods {
            guard methods.contains(where: way.contains) else {
                let wanted = methods.map(\.rawValue).joined(separator: ", ")
                return .wrong(id, expected, "\(own); \(called) takes \(wanted)", advice(for: methods), clause)
            }
            return .well(id, expected, own, clause)
        }
        guard let listed = metadata?.strings("token_endpoint_auth_methods_supported") else {
            return .note(id, expected, own, "the provider says nothing of it", "", clause)
        }
        if listed.contains(where: { name in way.contains { $0.rawValue == name } }) {
            return .well(id, expected, own, clause)
        }
        let list = ForeignText(listed.joined(separator: ", ")).safe(limit: 200)
        // Many take public clients and do not list them.
        return way == [.none]
            ? .note(
                id, expected, "\(own); listed: \(list)", "a provider may take public clients all the same", "", clause)
            : .wrong(id, expected, "\(own); listed: \(list)", advice(for: []), clause)
    }

    private func advice(for methods: [ClientRules.Method]) -> String {
        if methods == [.privateKeyJWT] { return "\(edit) --client-key-file FILE" }
        return
            "Compare with the registration of the client: \(edit) --client-key-file FILE, or --client-secret-file FILE"
    }

    private var edit: String { "pixie profiles edit \(profile.name)" }

    // MARK: Files

    private func secretFile() -> [Finding] {
        guard let file = profile.clientSecretFile.map(Profile.expanded) else { return [] }
        let id = "client.secret_file"
        let expected = "one line that only you can read"
        do throws(FileFault) {
            _ = try SmallFile.line(file)
        } catch {
            return [.wrong(id, expected, error.message, "Mend it, or give another: \(edit) --client-secret-file FILE")]
        }
        let mode = Self.mode(of: file)
        guard let mode, mode & 0o077 != 0 else { return [.well(id, expected, Self.shown(file, mode))] }
        return [
            .note(
                id, expected, Self.shown(file, mode), "others on this machine can read the client secret",
                "chmod 600 \(SmallFile.name(file))")
        ]
    }

    private func keyFile(_ metadata: ProviderMetadata?) -> [Finding] {
        let expected = "a private key that only you can read"
        guard let file = profile.clientKeyFile.map(Profile.expanded) else { return [] }
        do throws(KeyFileTrouble) {
            let key = try KeyReading.read(file) { (file) throws(KeyFileFault) in
                try file.signingKey(profile.clientKeyID)
            }
            let name = key.keyID.map { ", kid \(ForeignText($0).safe(limit: 80))" } ?? ", without a kid"
            let found = Self.shown(file, Self.mode(of: file)) + ": " + key.kind + name
            return [.well("client.key_file", expected, found), fit(key, metadata)]
        } catch {
            let advice = "Mend it, or give another: \(edit) --client-key-file FILE"
            return [.wrong("client.key_file", expected, error.message, advice, "RFC 7523 3")]
        }
    }

    private func fit(_ key: ClientKey, _ metadata: ProviderMetadata?) -> Finding {
        let id = "client.key"
        let expected = "signatures that the provider takes"
        let clause = "RFC 8414 2 (token_endpoint_auth_signing_alg_values_supported)"
        do throws(ClientFault) {
            try rules.judge(signing: key)
        } catch {
            return .wrong(id, expected, error.message, "\(edit) --client-key-file FILE --client-key-id KID", clause)
        }
        let listed = metadata?.strings("token_endpoint_auth_signing_alg_values_supported")
        guard let algorithm = key.algorithm(advertised: listed ?? rules.client.assertion.algorithms?.map(\.rawValue))
        else { preconditionFailure("ClientDoctor: a key for signatures signs with nothing") }
        guard let listed else {
            return .note(id, expected, "\(algorithm.rawValue)", "the provider lists no algorithms for this", "", clause)
        }
        let list = ForeignText(listed.joined(separator: ", ")).safe(limit: 200)
        guard SignatureAlgorithm.allowed(advertised: listed).contains(algorithm) else {
            return .wrong(
                id, expected, "\(key.kind) signs with \(algorithm.rawValue); listed: \(list)",
                "Register a key of a kind that is listed, and give it: \(edit) --client-key-file FILE", clause)
        }
        return .well(id, expected, "\(algorithm.rawValue), which is listed", clause)
    }

    private func decryptionFile(_ metadata: ProviderMetadata?) -> [Finding] {
        let id = "client.decryption_file"
        let expected = "private keys for decryption that only you can read"
        let give = "\(edit) --decryption-key-file FILE"
        guard let file = profile.decryptionKeyFile.map(Profile.expanded) else {
            guard rules.encryption.needsKey else { return [] }
            return [.wrong(id, expected, "none, and \(called) encrypts what it sends", give, "RFC 7516")]
        }
        do throws(KeyFileTrouble) {
            let keys = try KeyReading.read(file) { (file) throws(KeyFileFault) in try file.decryptionKeys() }
            let kinds = keys.prefix(5).map(\.kind).joined(separator: ", ")
            let found = Self.shown(file, Self.mode(of: file)) + ": " + kinds
            return [.well(id, expected, found), fit(keys, metadata)]
        } catch {
            return [.wrong(id, expected, error.message, "Mend it, or give another: \(give)", "RFC 7516")]
        }
    }

    private func fit(_ keys: [ClientKey], _ metadata: ProviderMetadata?) -> Finding {
        let id = "client.decryption"
        let expected = "keys that open what the provider encrypts"
        let clause = "OIDC Discovery 3 (id_token_encryption_alg_values_supported)"
        do throws(ClientFault) {
            try rules.judge(decryption: keys)
        } catch {
            return .wrong(id, expected, error.message, "\(edit) --decryption-key-file FILE", clause)
        }
        let lists = ["id_token_encryption_alg_values_supported", "userinfo_encryption_alg_values_supported"]
        let listed = lists.compactMap { metadata?.strings($0) }
        guard !listed.isEmpty else {
            let names = Set(keys.flatMap { $0.agreements(among: nil) }).sorted().joined(separator: ", ")
            return .note(id, expected, names, "the provider lists no algorithms for this", "", clause)
        }
        for list in listed where !keys.contains(where: { !$0.agreements(among: list).isEmpty }) {
            let names = ForeignText(list.joined(separator: ", ")).safe(limit: 200)
            return .wrong(
                id, expected, "\(keys.prefix(3).map(\.kind).joined(separator: ", ")) opens none of \(names)",
                "Register a key of a kind that is listed, and give it: \(edit) --decryption-key-file FILE", clause)
        }
        let fitting = Set(listed.joined().filter { name in keys.contains { !$0.agreements(among: [name]).isEmpty } })
        return .well(id, expected, ForeignText(fitting.sorted().joined(separator: ", ")).safe(limit: 200), clause)
    }

    private static func mode(of path: String) -> mode_t? {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode & 0o7777 : nil
    }

    private static func shown(_ path: String, _ mode: mode_t?) -> String {
        SmallFile.name(path) + (mode.map { " (mode \(String($0, radix: 8)))" } ?? "")
    }
}

extension ProviderMetadata {
    /// A member that is a list of texts; nil when there is none.
    fileprivate func strings(_ member: String) -> [String]? { json[member]?.array?.compactMap(\.string) }
}
