/// What the authorization request carries, and what of it comes back.
public struct RequestRules: Sendable, Equatable {
    /// Required: at least one scope must be asked for. Absent: the provider knows no such parameter.
    public var scope = Presence.optional
    /// Whether `state` is sent. One that was sent must come back.
    ///
    /// False only for a provider that does not return it. Then one request waits at a time, its answer is taken once,
    /// an answer that has a `state` is refused, and PKCE alone binds the code to this login.
    public var usesState = true
    /// Required: sent with every request. Optional: when an ID token is asked for. Absent: never.
    public var nonce = Presence.optional
    /// What is known of single parameters.
    public var parameters: [ParameterRule] = []
    /// One of a set of parameters that says which connection is meant.
    public var selector: SelectorRule?

    public init() {}
}

/// What is known of a parameter of the authorization request.
public struct ParameterRule: Sendable, Equatable {
    public var name: String
    public var presence: Presence
    /// The only values; nil allows any.
    public var values: [String]?
    /// The parameter is only for requests in which another one has this value.
    public var only: FormPair?
    /// What is said when a rule is broken; nil lets the rule say it.
    public var message: String?

    public init(
        _ name: String, _ presence: Presence, values: [String]? = nil, only: FormPair? = nil, message: String? = nil
    ) {
        self.name = name
        self.presence = presence
        self.values = values
        self.only = only
        self.message = message
    }
}

/// One of these parameters must be there, and no second one.
public struct SelectorRule: Sendable, Equatable {
    public var names: [String]
    /// A parameter that may stand beside one of the others when it has this value.
    public var beside: FormPair?
    /// The only one of ``names`` that ``beside`` may stand beside; nil allows each.
    public var besideOnly: String?
    /// What is said when none is there.
    public var message: String

    public init(_ names: [String], beside: FormPair? = nil, besideOnly: String? = nil, message: String) {
        self.names = names
        self.beside = beside
        self.besideOnly = besideOnly
        self.message = message
    }
}
