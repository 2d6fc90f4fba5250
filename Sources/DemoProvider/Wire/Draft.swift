import HTTPTypes

/// What an answer is to say, as long as it can be changed without reading octets again.
enum Draft: Sendable, Equatable {
    case document(JSON)
    case tokens(TokenDraft)
    case callback(Callback)
}

/// The way back to the client, its parameters in their order.
struct Callback: Sendable, Equatable {
    var uri: LoopbackURI
    var pairs: [FormPair]
    /// A page with a form brings the answer, and no redirect.
    var isFormPost = false

    var address: String { uri.appendingQuery(FormCoding.encode(pairs)) }

    /// The first value with this name. Setting it replaces that one or adds one; `nil` removes all.
    subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            guard let newValue else {
                pairs.removeAll { $0.name == name }
                return
            }
            let pair = FormPair(name, newValue)
            if let place = pairs.firstIndex(where: { $0.name == name }) {
                pairs[place] = pair
            } else {
                pairs.append(pair)
            }
        }
    }
}

/// The answer of the token endpoint, its ID token not yet signed.
struct TokenDraft: Sendable, Equatable {
    var members: JSON
    var idToken: IDTokenDraft?

    var document: JSON {
        var document = members
        if let idToken { document["id_token"] = .string(idToken.text) }
        return document
    }
}

extension Answer {
    /// Writes what the draft says.
    mutating func settle() {
        switch draft {
        case .document(let value): body = Array(value.text.utf8)
        case .tokens(let tokens): body = Array(tokens.document.text.utf8)
        case .callback(let callback) where callback.isFormPost: body = Array(callback.page.utf8)
        case .callback(let callback): fields[.location] = callback.address
        case nil: break
        }
    }
}
