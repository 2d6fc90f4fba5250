extension Issuer {
    /// Documents that people paste instead of the issuer they belong to.
    private static let documents = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]

    /// The issuer that a person typed or pasted, with a note for every change that was made to it.
    ///
    /// Changed are only things that cannot lead to another host: spaces, quotes and brackets around it, the case of
    /// scheme and host, and the address of a discovery document, which is cut back to its issuer. Everything else is
    /// told and not guessed.
    public static func read(typed: String) throws(IssuerFault) -> (issuer: Issuer, notes: [String]) {
        var notes: [String] = []
        guard typed.utf8.count <= Limits.address else { throw .address(.tooLong(limit: Limits.address)) }
        var text = unwrapped(typed)
        if !text.utf8.elementsEqual(typed.utf8) { notes.append("Spaces or quotes around the address were dropped.") }
        guard !text.isEmpty else { throw .empty }

        let parts: URIParts
        do throws(URIFault) {
            parts = try URIParts(text)
        } catch {
            if case .badCharacter = error, let suggestion = inASCII(text) {
                throw .internationalHost(suggestion: suggestion)
            }
            throw describe(error, of: text)
        }
        if parts.scheme != "http" && parts.scheme != "https" { throw withoutScheme(text, scheme: parts.scheme) }

        let lowered = withLowerCaseHost(text, parts)
        if !lowered.utf8.elementsEqual(text.utf8) {
            text = lowered
            notes.append("Scheme and host were written in lower case; they have no case.")
        }
        if let cut = withoutDocument(text, parts) {
            text = cut
            notes.append("The address of the discovery document was cut back to its issuer, \(cut).")
        }
        let issuer = try Issuer(text)
        if text.utf8.last == UInt8(ascii: "/") {
            notes.append("The slash at the end is kept: issuers are compared character by character.")
        }
        return (issuer, notes)
    }

    /// Without blanks around it and one pair of quotes or angle brackets.
    private static func unwrapped(_ typed: String) -> String {
        let blanks: Set<Unicode.Scalar> = [" ", "\t", "\n", "\r", "\u{a0}", "\u{feff}", "\u{200b}"]
        var scalars = Array(typed.unicodeScalars)[...]
        func trim() {
            while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
            while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        }
        trim()
        let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
            ("\"", "\""), ("'", "'"), ("<", ">"), ("`", "`"), ("\u{201c}", "\u{201d}"), ("\u{2018}", "\u{2019}"),
        ]
        if scalars.count >= 2, pairs.contains(where: { $0.0 == scalars.first && $0.1 == scalars.last }) {
            scalars = scalars.dropFirst().dropLast()
            trim()
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    /// The same issuer with its host in A-labels, if that is all that is wrong with it.
    private static func inASCII(_ text: String) -> String? {
        // A mark would have to be joined with its letter first (RFC 5891 4.2), which is not done here.
        guard text.utf8.count <= Limits.issuer,
            text.unicodeScalars.allSatisfy({ $0.isASCII || $0.properties.isAlphabetic })
        else { return nil }
        let whole = text.contains("://") ? text : "https://" + text
        let suggestion = ForeignText(whole).safeAddress(limit: Limits.issuer)
        return suggestion == whole ? nil : (try? Issuer(suggestion))?.text
    }

    private static func describe(_ fault: URIFault, of text: String) -> IssuerFault {
        switch fault {
        case .noScheme: withoutScheme(text, scheme: nil)
        case .empty: .empty
        case .tooLong, .badCharacter, .badPercent, .badHost, .badPort, .badUserinfo, .notWeb, .noHost, .hasUserinfo:
            .address(fault)
        }
    }

    /// `example.com`, `example.com:8443/x` and `localhost:8080` have no scheme; `ftp://x` has a wrong one.
    private static func withoutScheme(_ text: String, scheme: String?) -> IssuerFault {
        if text.utf8.contains(UInt8(ascii: "@")), !text.utf8.contains(UInt8(ascii: "/")) { return .email }
        if let scheme {
            let rest = text.utf8.dropFirst(scheme.utf8.count + 1)
            guard let first = rest.first, PercentCoding.isDigit(first) else {
                return .notWeb(scheme: ForeignText(scheme))
            }
        }
        // The suggestion must itself be acceptable, else it would be bad advice.
        let local = (try? WebAddress("http://" + text))?.isLoopback == true
        let suggestion = (local ? "http://" : "https://") + text
        guard let issuer = try? Issuer(suggestion), local || issuer.host.utf8.contains(UInt8(ascii: ".")) else {
            return .noScheme(suggestion: nil)
        }
        return .noScheme(suggestion: suggestion)
    }

    private static func withLowerCaseHost(_ text: String, _ parts: URIParts) -> String {
        // Only the authority and the scheme change; they end at the first slash behind `//`.
        let head = text.utf8.prefix(parts.scheme.utf8.count + 3)
        let authority = text.utf8.dropFirst(head.count).prefix {
            !Array("/?#".utf8).contains($0)
        }
        guard parts.userinfo == nil else { return text }
        let rest = text.utf8.dropFirst(head.count + authority.count)
        return URIParts.string(head).lowercased() + URIParts.string(authority).lowercased() + URIParts.string(rest)
    }

    /// The issuer of a discovery document's address: `ISSUER/.well-known/…`, or RFC 8414's form with the path behind.
    private static func withoutDocument(_ text: String, _ parts: URIParts) -> String? {
        guard parts.query == nil, parts.fragment == nil else { return nil }
        let origin = String(text.prefix(text.count - parts.path.count))
        for document in documents {
            if parts.path.hasSuffix(document) { return origin + parts.path.dropLast(document.count) }
            if parts.path.hasSuffix(document + "/") { return origin + parts.path.dropLast(document.count + 1) }
            if parts.path.hasPrefix(document + "/") { return origin + parts.path.dropFirst(document.count) }
        }
        return nil
    }
}
