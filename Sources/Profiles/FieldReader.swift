import OAuth

/// Reads the fields of one profile.
struct FieldReader {
    let name: ProfileName
    /// Of the profile's name.
    let place: Place
    private(set) var mistakes: [ProfileMistake] = []
    private var provider: String?
    private var values: [FormPair] = []
    private var issuer: Issuer?
    private var clientID: String?
    private var scopes: [String]?
    private var redirectURI: RedirectURI?
    private var port: Int?
    private var parameters: [FormPair] = []
    private var clientSecretFile: String?
    private var clientKeyFile: String?
    private var clientKeyID: String?
    private var decryptionKeyFile: String?
    private var dpop: Use?
    private var caFile: String?
    private var waitSeconds: Double?
    private var browser: String?
    private var places: [(field: ProfileField, place: Place)] = []

    init(name: ProfileName, place: Place) {
        self.name = name
        self.place = place
    }

    mutating func read(_ key: YAMLNode, _ value: YAMLNode) {
        guard let field = key.string.flatMap(ProfileField.init(rawValue:)) else {
            if key.string == "client_secret" {
                mistakes.append(
                    ProfileMistake(
                        key.place,
                        "A secret does not belong into this file. Put it into a file of its own and name "
                            + "that in client_secret_file."))
            } else if key.string?.hasPrefix("x-") != true {
                mistakes.append(.unknown(key, known: ProfileField.allCases.map(\.rawValue)))
            }
            return
        }
        places.append((field, value.place))
        if value.isNothing { return }
        switch field {
        case .provider: provider = text(field, value)
        case .values: values += pairs(field, value)
        case .issuer: readIssuer(value)
        case .clientID: clientID = text(field, value)
        case .scopes: readScopes(value)
        case .redirectURI: readRedirect(value)
        case .port: readPort(value)
        case .parameters: parameters += pairs(field, value)
        case .clientSecretFile: clientSecretFile = text(field, value)
        case .clientKeyFile: clientKeyFile = text(field, value)
        case .clientKeyID: clientKeyID = text(field, value)
        case .decryptionKeyFile: decryptionKeyFile = text(field, value)
        case .dpop: readDPoP(value)
        case .caFile: caFile = text(field, value)
        case .wait: readWait(value)
        case .browser: browser = text(field, value)
        }
    }

    /// The profile, unless something in it is wrong or missing.
    mutating func profile() -> Profile? {
        if place(of: .issuer) == nil { spoil(place, "\(name) has no issuer. Add the address of the provider.") }
        if place(of: .clientID) == nil { spoil(place, "\(name) has no client_id. The provider gave it.") }
        if port != nil, redirectURI != nil {
            spoil(
                place(of: .port) ?? place, "port and redirect_uri do not go together: the redirect URI names the port.")
        }
        guard let issuer, let clientID, !mistakes.contains(where: { $0.spoils != nil }) else {
            if mistakes.allSatisfy({ $0.spoils == nil }) {
                spoil(place(of: issuer == nil ? .issuer : .clientID) ?? place, "\(name) needs issuer and client_id.")
            }
            return nil
        }
        var profile = Profile(
            name: name, provider: provider, values: values, issuer: issuer, clientID: clientID,
            // The preset knows its own.
            scopes: scopes ?? (provider == nil ? Profile.usualScopes : []), redirectURI: redirectURI, port: port,
            parameters: parameters, clientSecretFile: clientSecretFile, caFile: caFile, waitSeconds: waitSeconds,
            browser: browser)
        profile.clientKeyFile = clientKeyFile
        profile.clientKeyID = clientKeyID
        profile.decryptionKeyFile = decryptionKeyFile
        profile.dpop = dpop
        do throws(ClientFault) {
            try profile.judge()
            return profile
        } catch {
            spoil(place(of: .clientID) ?? place, error.message)
            return nil
        }
    }

    private func place(of field: ProfileField) -> Place? { places.last { $0.field == field }?.place }

    private mutating func spoil(_ place: Place, _ sentence: String) {
        mistakes.append(ProfileMistake(place, sentence, spoils: ForeignText(name.text)))
    }

    private mutating func text(_ field: ProfileField, _ value: YAMLNode) -> String? {
        guard let text = value.string, ForeignText(text).isPlain else {
            spoil(value.place, "\(field.rawValue) must be a text on one line.")
            return nil
        }
        return text
    }

    private mutating func readIssuer(_ value: YAMLNode) {
        guard let text = text(.issuer, value) else { return }
        do throws(IssuerFault) {
            issuer = try Issuer(text)
        } catch {
            spoil(value.place, error.message)
        }
    }

    private mutating func readScopes(_ value: YAMLNode) {
        let words: [String]
        if case .sequence(let items) = value.content {
            words = items.compactMap(\.string)
            guard words.count == items.count else { return spoil(value.place, "Each of scopes must be one word.") }
        } else if let text = value.string {
            words = text.split { $0 == " " || $0 == "," }.map(String.init)
        } else {
            return spoil(value.place, "scopes is a list, such as [openid, email].")
        }
        scopes = words
    }

    private mutating func readRedirect(_ value: YAMLNode) {
        guard let text = text(.redirectURI, value) else { return }
        do throws(RedirectFault) {
            redirectURI = try RedirectURI(text)
        } catch {
            spoil(value.place, error.message)
        }
    }

    private mutating func readPort(_ value: YAMLNode) {
        guard let number = value.string.flatMap({ Int($0) }), (1...65535).contains(number) else {
            return spoil(value.place, "port is a number from 1 to 65535.")
        }
        port = number
    }

    private mutating func pairs(_ field: ProfileField, _ value: YAMLNode) -> [FormPair] {
        guard case .mapping(let members, _) = value.content else {
            spoil(value.place, "\(field.rawValue) are lines of their own, such as prompt: login.")
            return []
        }
        var pairs: [FormPair] = []
        for (key, value) in members {
            let values = if case .sequence(let items) = value.content { items } else { [value] }
            for value in values {
                guard let name = key.string, let text = value.string else {
                    spoil(value.place, "Each of \(field.rawValue) is a name and a text.")
                    return []
                }
                pairs.append(FormPair(name, text))
            }
        }
        return pairs
    }

    private mutating func readDPoP(_ value: YAMLNode) {
        guard let use = Use.allCases.first(where: { ProfileField.word($0) == value.string }) else {
            return spoil(value.place, "dpop is never, offered or always.")
        }
        dpop = use
    }

    private mutating func readWait(_ value: YAMLNode) {
        guard let seconds = value.string.flatMap({ Double($0) }), seconds >= 1, seconds <= Profile.longestWait else {
            return spoil(value.place, "wait is a number of seconds from 1 to \(Int(Profile.longestWait)).")
        }
        waitSeconds = seconds
    }
}
