import LoginFlow
import OAuth
import Presets

// The checks of the form. Each field is judged alone, with the same code that the login uses.
extension ProfileForm {
    /// A stand-in for judging the other fields while the issuer is not typed yet.
    private static let sampleIssuer = "https://issuer.example"

    /// No issuer is longer; the addresses that are made from it have to fit into their own limit.
    private static let issuerLimit = 2048

    /// What is wrong with a field, as a sentence with the next step; `nil` when it can be used.
    func fault(of field: Field) -> String? {
        switch field {
        case .provider: nil
        case .firstValue, .secondValue, .thirdValue: value(in: field)?.fault(of: text(field).trimmed)
        case .issuer: issuerFault
        case .clientID: clientIDFault
        case .scopes: scopesFault
        case .port: portFault
        case .redirect: redirectFault
        case .secret: secretFault
        case .keyFile: keyFileFault
        case .keyID: keyIDFault
        case .decryptionFile: decryptionFault
        }
    }

    /// What is said under a field: a fault only after the person left it.
    func complaint(about field: Field) -> String? {
        visited.contains(field) ? fault(of: field) : nil
    }

    /// What was changed in the issuer that was typed.
    var issuerNotes: [String] {
        (try? Issuer.read(typed: text(.issuer)).notes) ?? []
    }

    private var issuerFault: String? {
        guard text(.issuer).utf8.count <= Self.issuerLimit else {
            return "That is too long for an issuer. Enter only the provider's address."
        }
        do throws(IssuerFault) {
            _ = try Issuer.read(typed: text(.issuer))
            return nil
        } catch {
            return error.message
        }
    }

    private var clientIDFault: String? {
        if text(.clientID).trimmed.isEmpty {
            return "Enter the client ID that the provider shows for your application."
        }
        return clientFault(clientID: text(.clientID).trimmed, scopes: [])
    }

    private var scopesFault: String? {
        let scopes = Self.words(text(.scopes))
        if scopes.isEmpty, rules.request.scope == .required {
            return "\(rules.name ?? "This provider") wants at least one scope. Enter those that you need."
        }
        return clientFault(clientID: "any", scopes: scopes)
    }

    private var redirectFault: String? {
        let text = text(.redirect).trimmed
        do throws(RedirectFault) {
            if !text.isEmpty { _ = try RedirectURI(text) }
        } catch {
            return error.message
        }
        return rules.redirect.fault(of: redirect)
    }

    /// Only a provider that takes nothing but secrets demands one.
    private var secretFault: String? {
        let methods = rules.client.methods ?? [.none]
        guard text(.secret).isEmpty, !methods.contains(.none), !methods.contains(.privateKeyJWT) else { return nil }
        return "\(rules.name ?? "This provider") wants the client secret. Enter it; it stays hidden."
    }

    private var portFault: String? {
        let text = text(.port).trimmed
        if text.isEmpty { return nil }
        guard let port = Int(text), (1...65535).contains(port) else {
            return "A port is a number from 1 to 65535. Leave it empty for any free port."
        }
        return nil
    }

    private func clientFault(clientID: String, scopes: [String]) -> String? {
        guard let issuer = try? Issuer(Self.sampleIssuer) else {
            preconditionFailure("profile: the sample issuer is not an issuer")
        }
        do throws(ClientFault) {
            _ = try ClientConfiguration(
                issuer: issuer, clientID: clientID, clientSecret: nil, scopes: scopes, extraParameters: [])
            return nil
        } catch {
            return error.message
        }
    }
}
