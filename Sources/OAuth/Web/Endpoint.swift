/// An address that secrets may travel to: https, or http on this machine, and no fragment (RFC 6749 3.1, 3.2; RFC 8252
/// 8.3).
public struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    public let address: WebAddress

    public init(_ text: String) throws(EndpointFault) {
        let address: WebAddress
        do throws(URIFault) {
            address = try WebAddress(text)
        } catch {
            throw .address(error)
        }
        try self.init(address)
    }

    public init(_ address: WebAddress) throws(EndpointFault) {
        guard address.scheme == .https || address.isLoopback else { throw .cleartext(host: ForeignText(address.host)) }
        guard address.fragment == nil else { throw .fragment }
        self.address = address
    }

    public var text: String { address.text }
    public var description: String { text }
}

/// Why an address may not receive secrets.
public enum EndpointFault: Error, Sendable, Equatable {
    case address(URIFault)
    /// http to another machine: anybody on the way could read and change what is sent.
    case cleartext(host: ForeignText)
    case fragment

    public var message: String {
        switch self {
        case .address(let fault):
            fault.message
        case .cleartext(let host):
            "The address is http on \(host.safe(limit: 100)): everybody on the way could read what is sent there. "
                + "Use https; http is only for this machine (127.0.0.1, [::1], localhost)."
        case .fragment:
            "The address has a part behind #, which an endpoint must not have. Remove it."
        }
    }
}
