/// Which redirect URIs a provider takes.
public struct RedirectRules: Sendable, Equatable {
    /// Which host stands for this machine.
    public var loopback = Loopback.address
    /// Whether any port is taken for a registered address on this machine (RFC 8252 section 7.3), or only the same.
    public var port = Port.any
    /// Whether an address on this machine is refused, so that the answer is pasted.
    public var isHTTPSOnly = false
    /// One sentence for the person, said when a redirect URI does not fit.
    public var help: String?

    public init() {}

    /// Which names of this machine the provider takes in a redirect URI, as presets write them.
    public enum Loopback: String, Sendable, Hashable, CaseIterable {
        /// `127.0.0.1`, and not the name.
        case address = "127.0.0.1"
        /// `localhost`, and not the address.
        case name = "localhost"
        case either
    }

    /// Whether the port may differ from the registered one (RFC 8252 section 7.3).
    public enum Port: String, Sendable, Hashable, CaseIterable {
        case any
        case exact
    }
}
