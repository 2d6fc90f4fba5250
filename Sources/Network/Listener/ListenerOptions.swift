/// What the loopback listener shall listen to.
public struct ListenerOptions: Sendable {
    /// `nil`: the system chooses a free one (RFC 8252 section 7.3).
    public var port: Int?
    /// Path of the redirect URI, compared exactly.
    public var path: String
    /// Path of the short address for the authorization URL, such as `/k7Qx`; `nil` for none.
    public var shortPath: String?
    /// Whether a POST with a form is an answer, too (OAuth 2.0 Form Post Response Mode).
    public var takesForms: Bool
    /// Whether the redirect URI says `localhost`, and not an address.
    public var isNamed: Bool

    public init(
        port: Int? = nil, path: String = "/callback", shortPath: String? = nil, takesForms: Bool = false,
        isNamed: Bool = false
    ) {
        self.port = port
        self.path = path
        self.shortPath = shortPath
        self.takesForms = takesForms
        self.isNamed = isNamed
    }
}
