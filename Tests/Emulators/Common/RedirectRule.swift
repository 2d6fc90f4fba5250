import DemoProvider

/// Which redirect URIs are registered. The port may be `*` where the system says so.
struct RedirectRule: Sendable {
    let patterns: [String]

    init(_ patterns: String...) { self.patterns = patterns }
    init(exactly uris: [String]) { patterns = uris }

    func allows(_ uri: String) -> Bool {
        guard uri.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !uri.contains("#") else { return false }
        return patterns.contains { Self.fits(uri, $0) }
    }

    private static func fits(_ uri: String, _ pattern: String) -> Bool {
        guard let star = pattern.range(of: "*") else { return uri == pattern }
        let (head, tail) = (pattern[..<star.lowerBound], pattern[star.upperBound...])
        guard uri.hasPrefix(head), uri.hasSuffix(tail), uri.utf8.count >= head.utf8.count + tail.utf8.count else {
            return false
        }
        guard let port = Int(uri.dropFirst(head.count).dropLast(tail.count)) else { return false }
        return (1...65535).contains(port)
    }
}

extension String {
    fileprivate func range(of text: Character) -> Range<Index>? {
        firstIndex(of: text).map { $0..<index(after: $0) }
    }
}
