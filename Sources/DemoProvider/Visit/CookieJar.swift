/// The cookies of one visit. There is one host and one visit, so names and values are all that is kept.
struct CookieJar: Sendable, Equatable {
    private var cookies: [FormPair] = []

    /// The Cookie header field, or `nil` when there are none.
    var header: String? {
        cookies.isEmpty ? nil : cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    mutating func take(_ setCookies: [String]) {
        for line in setCookies.prefix(20) {
            let pieces = line.split(separator: ";", omittingEmptySubsequences: false)
            let halves = pieces[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let cookie = FormPair(Self.trimmed(halves[0]), Self.trimmed(halves[1]))
            cookies.removeAll { $0.name == cookie.name }
            let isGone = pieces.dropFirst().contains { Self.trimmed($0).lowercased() == "max-age=0" }
            if !isGone, !cookie.name.isEmpty { cookies.append(cookie) }
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
