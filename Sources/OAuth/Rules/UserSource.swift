/// Where the person's data come from besides the ID token.
public enum UserSource: Sendable, Equatable {
    /// The userinfo endpoint, with a verified ID token to compare with (OpenID Connect Core section 5.3).
    case userinfo
    /// Members of the token answer. They came from the provider itself over TLS.
    case tokenAnswer(members: [String])
    /// A resource of the provider. `{sub}` in the address stands for the subject of the access token, which is verified
    /// first with the keys of the endpoints; the answer is verified with the keys at `keys`.
    case person(address: String, keys: Endpoint?)
    /// Nowhere.
    case none

    /// Whether the data are at a resource of the person, whom only the access token names.
    public var isPerson: Bool {
        if case .person = self { true } else { false }
    }
}
