/// Finds the answer of a login in whatever a person pasted: an address that a terminal wrapped, a line of a log, a
/// `curl` command, a chat message, half of an address.
///
/// It only finds and completes. Nothing is believed here: the address it returns goes to ``CallbackJudge``, and state
/// and issuer are used for nothing but choosing among several addresses in one paste.
public enum PasteReader {
    /// - Parameters:
    ///   - raw: The paste as it arrived. Only the first 64 KiB are read.
    ///   - authorization: The address that pixie asked the person to open.
    public static func read(
        _ raw: String, redirect: RedirectURI, authorization: WebAddress, issuer: Issuer, state: Secret
    ) -> PasteReading {
        let paste = PasteCleaner.clean(raw)
        let finder = PasteFinder(redirect: redirect, issuer: issuer, state: state)
        let found = finder.best(in: paste)
        var changes = paste.changes
        var kind: PasteReading.Kind

        if let found, found.hasOurState, found.isAnswer {
            kind = .callback(found.address)
        } else if paste.isEmpty {
            kind = .empty
        } else if paste.isHTML {
            kind = .html
        } else if paste.isToken {
            kind = .token
        } else if let found {
            kind = classify(found, redirect: redirect, authorization: authorization, issuer: issuer)
        } else {
            kind = paste.isBareCode ? .bareCode : .notAnAddress
        }

        if case .callback = kind, let found {
            changes += found.changes
        } else if paste.wasCut {
            kind = .tooLong
        }
        return PasteReading(
            kind: kind, changes: changes, destination: redirect.parts.host ?? redirect.parts.scheme + ":")
    }

    /// What an address is that is not plainly the answer to this login.
    private static func classify(
        _ found: PasteCandidate, redirect: RedirectURI, authorization: WebAddress, issuer: Issuer
    ) -> PasteReading.Kind {
        guard let parts = found.parts else { return .callback(found.address) }
        if found.wasCompleted || parts.hasOrigin(of: redirect.parts) { return .callback(found.address) }
        if parts.hasOrigin(of: authorization.parts), parts.path == authorization.path { return .authorizationAddress }
        let host = parts.host ?? ""
        if host == issuer.host || host == authorization.host { return .providerPage(host: ForeignText(host)) }
        // Another login's answer: the judge says in which part it differs.
        if found.isAnswer { return .callback(found.address) }
        return .otherAddress(ForeignText(String(parts.text.prefix { $0 != "?" && $0 != "#" })))
    }
}

extension URIParts {
    /// Same scheme, host and port, a port that is not written being the scheme's own.
    fileprivate func hasOrigin(of other: URIParts) -> Bool {
        func port(_ parts: URIParts) -> Int? { parts.port ?? WebAddress.Scheme(rawValue: parts.scheme)?.defaultPort }
        return scheme == other.scheme && host == other.host && port(self) == port(other)
    }
}
