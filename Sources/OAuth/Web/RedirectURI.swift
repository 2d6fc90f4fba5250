/// Where the provider sends the browser with its answer (RFC 6749 section 3.1.2, RFC 8252 section 7).
///
/// The same text goes into the authorization request and the token request, octet for octet.
public struct RedirectURI: Sendable, Hashable, CustomStringConvertible {
    public let parts: URIParts

    /// Schemes that run code, show local content or carry nothing back; no provider may send an answer there.
    private static let refusedSchemes: Set<String> = [
        "about", "blob", "chrome", "data", "file", "filesystem", "ftp", "intent", "javascript", "mailto", "sms", "tel",
        "urn", "vbscript", "view-source", "ws", "wss",
    ]

    /// Names that the provider adds. A redirect URI with one of them would have it twice.
    private static let answerNames: Set<String> = ["code", "state", "iss", "error"]

    public init(_ text: String) throws(RedirectFault) {
        let parts: URIParts
        do throws(URIFault) {
            parts = try URIParts(text)
        } catch {
            throw .address(error)
        }
        guard !Self.refusedSchemes.contains(parts.scheme) else { throw .refusedScheme(ForeignText(parts.scheme)) }
        guard parts.fragment == nil else { throw .fragment }
        guard parts.userinfo == nil else { throw .address(.hasUserinfo) }
        if parts.scheme == "http" || parts.scheme == "https" {
            let address: WebAddress
            do throws(URIFault) {
                address = try WebAddress(parts)
            } catch {
                throw .address(error)
            }
            guard address.scheme == .https || address.isLoopback else {
                throw .cleartext(host: ForeignText(address.host))
            }
        } else if parts.host == nil, parts.path.isEmpty {
            throw .address(.noHost)
        }
        if let query = parts.query {
            guard let pairs = try? FormEncoding.decode(query) else { throw .badQuery }
            if let taken = pairs.first(where: { Self.answerNames.contains($0.name) }) {
                throw .takenParameter(ForeignText(taken.name))
            }
        }
        self.parts = parts
    }

    /// The address of pixie's own listener (RFC 8252 7.3).
    ///
    /// Port and path must be legal: they are ours.
    public static func loopback(host: LoopbackHost, port: Int, path: String = "/callback") -> RedirectURI {
        let text = "http://\(host.bracketed):\(port)\(path)"
        guard path.hasPrefix("/"), let redirect = try? RedirectURI(text) else {
            preconditionFailure("RedirectURI.loopback: \(text) is not an address")
        }
        return redirect
    }

    public var text: String { parts.text }
    public var description: String { text }

    /// Host without brackets, port and path, when the answer comes to this machine over http.
    public var loopback: (host: String, port: Int, path: String)? {
        guard let address = try? WebAddress(parts), address.scheme == .http else { return nil }
        return (address.host, address.port, address.path.isEmpty ? "/" : address.path)
    }

    /// The whole address of a request that arrived at the listener: this origin, and the target as it was received.
    public func address(ofTarget target: String) -> String {
        guard let address = try? WebAddress(parts) else { return target }
        let port = address.parts.port.map { ":\($0)" } ?? ""
        return "\(address.scheme.rawValue)://\(address.bracketedHost)\(port)\(target)"
    }
}

/// The two addresses of this machine that a listener binds.
///
/// A name is not used: it could resolve elsewhere (RFC 8252 8.3).
public enum LoopbackHost: String, Sendable, Hashable, CaseIterable {
    case v4 = "127.0.0.1"
    case v6 = "::1"

    /// That stands for both addresses (RFC 6761 section 6.3).
    public static let name = "localhost"

    /// As it stands in an address.
    public var bracketed: String {
        switch self {
        case .v4: "127.0.0.1"
        case .v6: "[::1]"
        }
    }
}

/// Why a text is not a redirect URI.
public enum RedirectFault: Error, Sendable, Equatable {
    case address(URIFault)
    case fragment
    case refusedScheme(ForeignText)
    case cleartext(host: ForeignText)
    case badQuery
    /// Its query has a name that the answer uses.
    case takenParameter(ForeignText)

    public var message: String {
        switch self {
        case .address(let fault):
            "The redirect URI is not usable. " + fault.message
        case .fragment:
            "A redirect URI must not have a part behind # (RFC 6749 3.1.2). Remove it."
        case .refusedScheme(let scheme):
            "A redirect URI with \(scheme.safe(limit: 40)): is not safe. Use http://127.0.0.1, https, or the "
                + "application's own scheme."
        case .cleartext(let host):
            "The redirect URI is http on \(host.safe(limit: 100)): everybody on the way could read the code. Use "
                + "https, or http://127.0.0.1."
        case .badQuery:
            "The query of the redirect URI is not well encoded. Correct it after the ?."
        case .takenParameter(let name):
            "The redirect URI already has the parameter \(name.safe(limit: 20)), which the provider adds. Remove it."
        }
    }
}
