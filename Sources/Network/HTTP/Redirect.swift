import OAuth

/// Where a redirect leads (RFC 9110 section 10.2.2, RFC 3986 section 5.2).
enum Redirect {
    /// The address in the `Location` of `reply`, if it is of the same origin as `address`.
    static func target(of reply: HTTPReply, from address: WebAddress) -> WebAddress? {
        // An address is ASCII without controls, and of such text the safe form is the text itself.
        guard let location = reply.header("Location") else { return nil }
        let text = location.safe(limit: Limits.address)
        guard location.isExactly(text), let target = resolve(text, against: address) else { return nil }
        return target.origin == address.origin && target.text.utf8.count <= Limits.address ? target : nil
    }

    static func resolve(_ reference: String, against base: WebAddress) -> WebAddress? {
        let reference = String(reference.prefix { $0 != "#" })
        if let absolute = try? WebAddress(reference) { return absolute }
        let text: String
        if reference.hasPrefix("//") {
            text = base.scheme.rawValue + ":" + reference
        } else if reference.hasPrefix("/") {
            text = base.origin + withoutDots(reference)
        } else if reference.hasPrefix("?") {
            text = base.origin + base.path + reference
        } else if reference.isEmpty || hasScheme(reference) {
            return nil
        } else {
            let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? "/"
            text = base.origin + withoutDots(folder + reference)
        }
        return try? WebAddress(text)
    }

    /// `mailto:x` is no relative path (RFC 3986 section 4.2: no colon in its first segment).
    private static func hasScheme(_ reference: String) -> Bool {
        reference.prefix { $0 != "/" && $0 != "?" }.contains(":")
    }

    /// RFC 3986 section 5.2.4, on the path only.
    private static func withoutDots(_ reference: String) -> String {
        let path = reference.prefix { $0 != "?" }
        var kept: [Substring] = []
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch segment {
            case ".":
                if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default:
                kept.append(segment)
            }
        }
        return "/" + kept.joined(separator: "/") + reference.dropFirst(path.count)
    }
}
