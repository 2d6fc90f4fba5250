import Glibc

@testable import Network

/// A port of this machine that is bound and does not listen: whoever connects is refused, and no other test gets it.
struct ReservedPort: Sendable {
    let port: Int
    private let descriptors: [CInt]

    /// Nil when somebody has the port; 0 lets the system choose.
    init?(_ port: Int, of families: [FamilyServer.Family]) {
        var port = port
        var descriptors: [CInt] = []
        for family in families {
            guard let descriptor = Self.bound(family, &port) else {
                for descriptor in descriptors { close(descriptor) }
                return nil
            }
            descriptors.append(descriptor)
        }
        self.port = port
        self.descriptors = descriptors
    }

    /// A free one, on both addresses.
    static func any() -> ReservedPort {
        while true {
            if let reserved = ReservedPort(0, of: [.v4, .v6]) { return reserved }
        }
    }

    func free() {
        for descriptor in descriptors { close(descriptor) }
    }

    private static func bound(_ family: FamilyServer.Family, _ port: inout Int) -> CInt? {
        let domain = family == .v4 ? AF_INET : AF_INET6
        let descriptor = socket(domain, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(domain)
        // At the same place in both kinds of address.
        address.sin6_port = in_port_t(port).bigEndian
        switch family {
        case .v4: address.sin6_flowinfo = UInt32(0x7F00_0001).bigEndian
        case .v6: address.sin6_addr = in6addr_loopback
        }
        var size = socklen_t(family == .v4 ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &size) == 0
            }
        }
        guard result else {
            close(descriptor)
            return nil
        }
        port = Int(in_port_t(bigEndian: address.sin6_port))
        return descriptor
    }
}
