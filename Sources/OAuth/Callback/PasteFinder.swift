/// Finds the addresses in a cleaned paste and chooses the best.
struct PasteFinder {
    let redirect: RedirectURI
    let issuer: Issuer
    let state: Secret?

    /// More addresses than this in one paste are not looked at.
    private static let candidateLimit = 2000

    /// The address for which most speaks; among equals the first, and a joined one before a cut one.
    func best(in paste: CleanedPaste) -> PasteCandidate? {
        guard !paste.isEmpty else { return nil }
        if let pair = codeAndState(in: paste) { return pair }
        let single = Set(words(of: paste.lines))
        var best: PasteCandidate?
        for reading in readings(of: paste.lines) {
            var looked = 0
            for word in words(of: reading) {
                guard var candidate = candidate(from: word) else { continue }
                looked += 1
                guard looked <= Self.candidateLimit else { break }
                guard candidate.rank > best?.rank ?? -1 else { continue }
                if !single.contains(word) { candidate.changes.append("Lines were joined.") }
                best = candidate
            }
        }
        if let found = best, Self.isEncodedTwice(found.address) {
            best?.changes.append("A percent sign is encoded twice (%25xx). It was kept and not decoded twice.")
        }
        return best
    }

    /// The address that a word has or stands for, or nil.
    private func candidate(from word: String) -> PasteCandidate? {
        if let start = addressStart(in: word) {
            return candidate(address: Self.trimmed(word[start...]), surrounded: start != word.startIndex)
        }
        let word = Self.trimmed(word.drop { $0 == "(" || $0 == "[" || $0 == "{" })
        let small = word.prefix(16).lowercased()
        if small.hasPrefix("http%3a%2f%2f") || small.hasPrefix("https%3a%2f%2f"),
            let decoded = try? PercentCoding.decode(word)
        {
            return candidate(
                address: decoded, surrounded: false, changes: ["The whole address was percent-encoded; decoded once."])
        }
        return completed(word)
    }

    /// Where `http://`, `https://` or the redirect URI's own scheme begins.
    private func addressStart(in word: String) -> String.Index? {
        var starts = ["http://", "https://"]
        if WebAddress.Scheme(rawValue: redirect.parts.scheme) == nil { starts.append(redirect.parts.scheme + ":") }
        let octets = Array(word.utf8)
        let small = Array(word.lowercased().utf8)
        guard small.count == octets.count else { return nil }
        for offset in small.indices where starts.contains(where: { small[offset...].starts(with: $0.utf8) }) {
            return word.utf8.index(word.utf8.startIndex, offsetBy: offset)
        }
        return nil
    }

    private func candidate(address: String, surrounded: Bool, changes: [String] = []) -> PasteCandidate {
        var changes = changes
        if surrounded { changes.append("The address was taken out of the text around it.") }
        let (whole, wasMoved) = Self.withoutFragment(address)
        if wasMoved { changes.append(Self.fragmentNote) }
        return make(whole, changes, completed: false)
    }

    /// A part of an answer: without scheme, only path and query, only the query, only the fragment.
    private func completed(_ word: String) -> PasteCandidate? {
        let (query, wasMoved) = Self.withoutFragment(word)
        let mark = query.firstIndex(of: "?")
        let head = mark.map { String(query[..<$0]) } ?? ""
        let rest = mark.map { String(query[query.index(after: $0)...]) } ?? query
        let pairs = rest.drop { $0 == "?" }.prefix { $0 != "#" }.split(separator: "&")
        guard pairs.contains(where: { $0.hasPrefix("code=") || $0.hasPrefix("error=") || $0.hasPrefix("state=") })
        else { return nil }

        var changes = ["The address was completed with the redirect URI."]
        if wasMoved { changes.append(Self.fragmentNote) }
        let own = redirect.parts
        if head.isEmpty || own.path.hasSuffix("/" + head) {
            // `?code=…`, `code=…`, and `callback?code=…`.
            let separator = own.query == nil ? "?" : "&"
            return make(redirect.text + separator + Self.withoutLeadingMarks(rest), changes, completed: true)
        }
        if let start = head.firstIndex(of: "/"), start == head.startIndex || head[..<start].hasSuffix(":") {
            // `/callback?code=…`, also right behind `Location:`.
            return make(redirect.address(ofTarget: head[start...] + "?" + rest), changes, completed: true)
        }
        if head.contains("/") || head.hasPrefix(own.host ?? "/") {
            // `127.0.0.1:8400/callback?code=…`
            changes[0] = "The scheme \(own.scheme): was put in front."
            return make("\(own.scheme)://\(head)?\(rest)", changes, completed: false)
        }
        return nil
    }

    /// `code#state`, as some providers show it on a page: only if it is all there is.
    private func codeAndState(in paste: CleanedPaste) -> PasteCandidate? {
        let octets = Array(paste.lines.joined().utf8)
        let pieces = octets.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        guard pieces.count == 2, pieces.allSatisfy({ $0.count >= 8 }),
            octets.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !Array("?&\"'<>:".utf8).contains($0) })
        else { return nil }
        let (code, sent) = (URIParts.string(pieces[0]), URIParts.string(pieces[1]))
        guard !code.contains("code=") else { return nil }
        // With another state it could as well be a page such as `example.org/help#contact`.
        guard Secret(sent) == state || !code.contains("/") else { return nil }
        let query = FormEncoding.encode([FormPair("code", code), FormPair("state", sent)])
        let separator = redirect.parts.query == nil ? "?" : "&"
        return make(
            redirect.text + separator + query, ["code#state was taken apart and completed with the redirect URI."],
            completed: true)
    }

    private func make(_ address: String, _ changes: [String], completed: Bool) -> PasteCandidate {
        PasteCandidate(
            address, changes: changes, wasCompleted: completed, redirect: redirect, issuer: issuer, state: state)
    }

    // MARK: - Marks

    private static let fragmentNote = "The answer came in the fragment, behind #."

    private static func withoutLeadingMarks(_ query: String) -> String {
        String(query.drop { $0 == "?" || $0 == "&" || $0 == "#" })
    }

    /// An answer that stands behind `#` moved into the query, if the query has none.
    private static func withoutFragment(_ word: String) -> (String, Bool) {
        func hasAnswer(_ text: Substring) -> Bool {
            text.split(separator: "&").contains { $0.hasPrefix("code=") || $0.hasPrefix("error=") }
        }
        guard let hash = word.firstIndex(of: "#") else { return (word, false) }
        let fragment = word[word.index(after: hash)...].drop { $0 == "?" }
        let before = word[..<hash]
        let mark = before.firstIndex(of: "?")
        let query = mark.map { before[before.index(after: $0)...] } ?? (hash == word.startIndex ? "" : before)
        guard hasAnswer(fragment), !hasAnswer(query) else { return (word, false) }
        return (before + (mark == nil ? "?" : "&") + fragment, true)
    }

    private static func isEncodedTwice(_ address: String) -> Bool {
        let octets = Array(address.utf8)
        let percent = Array("%25".utf8)
        return octets.indices.contains { offset in
            octets[offset...].starts(with: percent) && offset + 4 < octets.count
                && PercentCoding.hexValue(octets[offset + 3]) != nil
                && PercentCoding.hexValue(octets[offset + 4]) != nil
        }
    }
}
