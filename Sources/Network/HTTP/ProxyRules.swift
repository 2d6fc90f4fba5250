import OAuth

/// Which requests go through a proxy, and through which one.
struct ProxyRules: Sendable, Equatable {
    struct Server: Sendable, Equatable {
        let host: String
        let port: Int
        /// Name and password of the proxy, as they stand in its address.
        let credentials: Credentials?

        struct Credentials: Sendable, Equatable {
            let name: String
            let password: Secret
        }

        /// For messages: never with the credentials.
        var text: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    let server: Server?
    private let exceptions: [Exception]

    fileprivate struct Exception: Sendable, Equatable {
        let host: String
        let port: Int?
    }

    /// - Throws: ``NetworkFault/proxy(text:why:)`` when `proxy` is not the address of an http proxy.
    init(proxy: String?, exceptions: String?) throws(NetworkFault) {
        if let proxy, !proxy.isEmpty {
            server = try Self.readServer(proxy)
        } else {
            server = nil
        }
        self.exceptions = (exceptions ?? "").split { $0 == "," || $0 == " " }.prefix(1000).map {
            Self.readException(String($0).lowercased())
        }
    }

    /// The proxy for `address`. This machine is never asked for through a proxy, and neither is what `no_proxy` names.
    func server(for address: WebAddress) -> Server? {
        guard let server, address.scheme == .https, !address.isLoopback else { return nil }
        return exceptions.contains { $0.covers(address) } ? nil : server
    }

    private static func readServer(_ raw: String) throws(NetworkFault) -> Server {
        let parts: URIParts
        do throws(URIFault) {
            parts = try URIParts(raw.contains("://") ? raw : "http://" + raw)
        } catch {
            // The text may hold a password, so it is not repeated.
            throw .proxy(text: ForeignText("in https_proxy"), why: "is not an address")
        }
        let shown = ForeignText(parts.host ?? "in https_proxy")
        guard parts.scheme == "http" else {
            throw .proxy(text: shown, why: "is of kind \(ForeignText(parts.scheme).safe(limit: 20)), not http")
        }
        guard let host = parts.host, !host.isEmpty else { throw .proxy(text: shown, why: "names no host") }
        return Server(host: host, port: parts.port ?? 80, credentials: try readCredentials(parts.userinfo, shown))
    }

    private static func readCredentials(
        _ userinfo: String?, _ shown: ForeignText
    ) throws(NetworkFault) -> Server.Credentials? {
        guard let userinfo, !userinfo.isEmpty else { return nil }
        let pieces = userinfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let unreadable = NetworkFault.proxy(text: shown, why: "has a user name or password that cannot be read")
        let name: String
        let password: String
        do throws(FormFault) {
            name = try PercentCoding.decode(String(pieces[0]))
            password = try PercentCoding.decode(pieces.count > 1 ? String(pieces[1]) : "")
        } catch {
            throw unreadable
        }
        // The name ends at the first colon (RFC 7617 section 2); a control character would end the header.
        guard !name.utf8.contains(UInt8(ascii: ":")), (name + password).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
        else { throw unreadable }
        return Server.Credentials(name: name, password: Secret(password))
    }

    private static func readException(_ text: String) -> Exception {
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            let host = String(text[text.index(after: text.startIndex)..<end])
            return Exception(host: host, port: Int(text[end...].dropFirst(2)))
        }
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        // More than one colon is an IPv6 address without brackets.
        if pieces.count == 2, let port = Int(pieces[1]) { return Exception(host: String(pieces[0]), port: port) }
        return Exception(host: text, port: nil)
    }
}

extension ProxyRules.Exception {
    fileprivate func covers(_ address: WebAddress) -> Bool {
        if let port, port != address.port { return false }
        if host == "*" { return true }
        let suffix = host.hasPrefix("*.") ? String(host.dropFirst(1)) : host.hasPrefix(".") ? host : "." + host
        return address.host == suffix.dropFirst() || address.host.hasSuffix(suffix)
    }
}
