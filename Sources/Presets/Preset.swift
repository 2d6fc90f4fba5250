import OAuth

/// A provider by its name: what it differs in, and the few values that only the person knows.
public struct Preset: Sendable, Equatable {
    /// What `--provider` takes: lower case, digits and hyphens.
    public let id: String
    public let name: String
    /// One sentence.
    public let about: String
    /// The last day on which it can be used, such as `2026-12-31`; nil when there is none.
    public let ends: String?
    /// What the person should know before the login, a sentence each.
    public let notes: [String]
    /// What the person supplies, in the order of asking.
    public let values: [PresetValue]
    /// One sentence for each field that every provider has.
    public let help: FieldHelp
    /// Asked for when the person names none.
    public let scopes: [String]
    let issuer: String
    let refusals: [Refusal]
    let parameters: [FormPair]
    /// With marks such as `{issuer}` in its texts.
    let rules: JSONObject

    /// An issuer that is known to be wrong here.
    struct Refusal: Sendable, Equatable {
        let ending: String
        let sentence: String
    }

    /// What to say about the fields that every provider has; nil leaves it to the form.
    public struct FieldHelp: Sendable, Equatable {
        public var clientID: String?
        public var clientSecret: String?
        public var scopes: String?
        public var redirect: String?
        public var clientKey: String?
        public var clientKeyID: String?
        public var decryptionKey: String?
    }
}
