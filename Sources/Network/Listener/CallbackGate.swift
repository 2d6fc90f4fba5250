import NIOHTTP1

/// Decides what a request to the listener is. Pure: the head of the request in, a verdict out.
struct CallbackGate: Sendable {
    enum Verdict: Equatable {
        /// For the machine: path and query as received.
        case arrival(target: String)
        /// The same, and a form of so many octets follows as its body.
        case form(target: String, octets: Int)
        /// The short address of the authorization URL.
        case short
        case answer(ListenerAnswer)
    }

    let port: Int
    let path: String
    /// Whether the answer comes to `localhost`, and not to an address.
    let isNamed: Bool
    let shortPath: String?
    let requestLine: Int
    let callbackLine: Int
    /// The longest form; `nil` where none was asked for.
    var form: Int?

    func judge(_ head: HTTPRequestHead) -> Verdict {
        guard head.uri.utf8.count <= callbackLine else { return .answer(.plain(.uriTooLong)) }
        guard let (target, authority) = Self.split(head.uri) else { return .answer(.plain(.badRequest)) }
        // Another name for this address would be a page of somebody else talking to us (DNS rebinding).
        let hosts = head.headers["host"]
        guard hosts.count == 1 else { return .answer(.plain(.badRequest)) }
        let askedPath = target.prefix { $0 != "?" }
        let isCallback = Self.same(askedPath, path)
        let names = isCallback ? answerNames : Self.addresses + [Self.name]
        guard isOurs(hosts[0], names), authority.map({ isOurs($0, names) }) ?? true else {
            return .answer(.plain(.misdirectedRequest))
        }
        guard isCallback || head.uri.utf8.count <= requestLine else { return .answer(.plain(.uriTooLong)) }
        guard isCallback || shortPath.map({ Self.same(target, $0) }) ?? false else { return .answer(.plain(.notFound)) }
        if let form, isCallback, head.method == .POST { return FormRules(limit: form).judge(head, target: target) }
        // Only a plain GET is a redirect of a browser: HEAD and OPTIONS must not use the answer up.
        guard head.method == .GET else {
            return .answer(.plain(.methodNotAllowed, allow: form == nil ? "GET" : "GET, POST"))
        }
        return isCallback ? .arrival(target: target) : .short
    }

    private static let addresses = ["127.0.0.1", "[::1]"]
    private static let name = "localhost"

    /// The answer comes to the host of the redirect URI. The short address may be typed with any name of this machine.
    private var answerNames: [String] { isNamed ? [Self.name] : Self.addresses }

    private func isOurs(_ host: some StringProtocol, _ names: [String]) -> Bool {
        let host = host.lowercased()
        // The port of the scheme itself is left out by browsers (RFC 9110 section 4.2.3).
        return names.contains { host == "\($0):\(port)" || (port == 80 && host == $0) }
    }

    /// Origin form as it is; of the absolute form (RFC 9112 section 3.2.2) the part behind the authority.
    private static func split(_ uri: String) -> (target: String, authority: Substring?)? {
        guard uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        if uri.hasPrefix("/") { return (uri, nil) }
        guard uri.prefix(7).lowercased() == "http://" else { return nil }
        let rest = uri.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest.dropFirst(authority.count)
        return target.hasPrefix("/") ? (String(target), authority) : nil
    }

    private static func same(_ left: some StringProtocol, _ right: String) -> Bool {
        left.utf8.elementsEqual(right.utf8)
    }
}
