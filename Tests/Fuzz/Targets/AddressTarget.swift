import OAuth

extension FuzzTarget {
    /// Addresses of every kind: URIs, web addresses, issuers as they are typed, redirect URIs, origins.
    static let address = FuzzTarget("address") { input throws(Violation) in
        let text = input.text
        switch Result(catching: { () throws(URIFault) in try URIParts(text) }) {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let parts): try expectParts(parts, text)
        }
        try expectRedirect(text)
        try expectTyped(text)
    }

    /// Putting the parts together gives the address back, and nothing stands before the host that could look like one.
    private static func expectParts(_ parts: URIParts, _ text: String) throws(Violation) {
        try expect(parts.text == text, "another text")
        let isSix = parts.host?.contains(":") == true
        var rebuilt = parts.scheme + ":"
        if let host = parts.host {
            rebuilt += "//" + (parts.userinfo.map { $0 + "@" } ?? "") + (isSix ? "[" + host + "]" : host)
        }
        rebuilt += parts.port.map { ":\($0)" } ?? ""
        rebuilt += parts.path + (parts.query.map { "?" + $0 } ?? "") + (parts.fragment.map { "#" + $0 } ?? "")
        try expect(rebuilt.lowercased() == text.lowercased(), "rebuilt as \(rebuilt)")
        try expect(text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }, "a character that no address has")

        guard let address = try? WebAddress(parts) else { return }
        let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { !"/?#".contains($0) }
        try expect(!authority.contains("@"), "user information in a web address")
        try expect(authority.lowercased().hasPrefix(address.bracketedHost), "another host")
        if address.isLoopback {
            try expect(
                address.host == "localhost" || address.host.hasPrefix("127.") || address.host.hasPrefix("::")
                    || address.host.hasPrefix("0"), "\(address.host) is this machine")
        }
        guard let again = try? WebAddress(address.appendingQuery("a=b").text) else {
            throw Violation("an address with a longer query is none")
        }
        try expect(again.host == address.host && again.port == address.port, "a query changed the host")
    }

    private static func expectRedirect(_ text: String) throws(Violation) {
        switch Result(catching: { () throws(RedirectFault) in try RedirectURI(text) }) {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let redirect):
            try expect(redirect.text == text, "another redirect URI")
            try expect(redirect.parts.fragment == nil && redirect.parts.userinfo == nil, "what no redirect URI has")
            let whole = redirect.address(ofTarget: "/callback?code=c")
            guard redirect.loopback == nil || (try? URIParts(whole)) != nil else {
                throw Violation("the listener's address is none: \(whole)")
            }
        }
    }

    private static func expectTyped(_ text: String) throws(Violation) {
        switch Result(catching: { () throws(IssuerFault) in try Issuer.read(typed: text) }) {
        case .success((let issuer, let notes)):
            for note in notes { try Showable.expect(note, "note") }
            guard let again = try? Issuer(issuer.text) else { throw Violation("a typed issuer is none") }
            try expect(again == issuer, "another issuer")
            try expect(text.lowercased().contains(issuer.host), "typing changed the host to \(issuer.host)")
            for endpoint in Discovery.addresses(of: issuer) {
                try expect(endpoint.address.host == issuer.host, "discovery at another host")
                try expect(endpoint.address.port == issuer.endpoint.address.port, "discovery at another port")
            }
        case .failure(let fault):
            try Showable.expect(fault.message, "message")
            if case .noScheme(let suggestion?) = fault {
                try expect((try? Issuer(suggestion)) != nil, "a suggestion that is refused: \(suggestion)")
            }
        }
    }
}
