public import OAuth

/// Where the browser is to bring the answer.
public enum RedirectPlan: Sendable, Equatable {
    /// To a listener of ours on loopback; a port of `nil` lets the system choose one (RFC 8252 section 7.3).
    case loopback(port: Int?, path: String = "/callback")
    /// To exactly this registered address. There is a listener for it only when it leads to one of ours.
    case registered(RedirectURI)

    /// The hosts that lead to the listener: the two addresses that it binds, and the name that stands for them.
    private static let listenedHosts = Set(LoopbackHost.allCases.map(\.rawValue) + [LoopbackHost.name])

    /// `http://127.0.0.1/PATH` without a port stands for any port (RFC 8252 section 7.3). Every other address is kept
    /// as it is registered: another host, or a query that is missing, would be another address to the provider.
    public init(registered address: RedirectURI) {
        if let loopback = address.loopback, address.parts.port == nil, address.parts.query == nil,
            loopback.host == LoopbackHost.v4.rawValue
        {
            self = .loopback(port: nil, path: loopback.path)
        } else {
            self = .registered(address)
        }
    }

    /// Where it leads.
    enum Way {
        /// To a listener of ours, to be opened at this port and path.
        case listener(port: Int?, path: String)
        /// To a place of somebody else: the answer can only be pasted.
        case elsewhere(RedirectURI)
    }

    var way: Way {
        switch self {
        case .loopback(let port, let path):
            return .listener(port: port, path: path)
        case .registered(let address):
            guard let loopback = address.loopback, Self.listenedHosts.contains(loopback.host) else {
                return .elsewhere(address)
            }
            return .listener(port: loopback.port, path: loopback.path)
        }
    }

    /// Whether the redirect URI says `localhost`; a provider that takes only names decides it for the others.
    func isNamed(by rules: RedirectRules) -> Bool {
        switch self {
        case .loopback: rules.loopback == .name
        case .registered(let address): address.loopback?.host == LoopbackHost.name
        }
    }

    /// The redirect URI for a listener that is open.
    func address(at listener: ListenerFacts) -> RedirectURI {
        switch self {
        case .loopback(_, let path):
            .loopback(host: listener.host, port: listener.port, path: path)
        case .registered(let address):
            address
        }
    }
}
