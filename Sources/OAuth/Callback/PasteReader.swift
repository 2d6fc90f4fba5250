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
        _ raw: String, redirect: RedirectURI, authorization: WebAddress, issuer: Issuer, state: Secret?
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
            kind: kind, changes: changes, destination: destination(of: redirect))
    }

    /// Host and port on which the browser ends, for the person to recognise.
    private static func destination(of redirect: RedirectURI) -> String {
        guard let host = redirect.parts.host else { return redirect.parts.scheme + ":" }
        return redirect.parts.port.map { "\(host):\($0)" } ?? host
    }

    /// What an address is that is not plainly the answer to this login.
    private static func classify(
        _ found: PasteCandidate, redirect: RedirectURI, authorization: WebAddress, issuer: Issuer
    ) -> PasteReading.Kind {
        guard let parts = found.parts else { return .callback(found.address) }
        if found.wasCompleted || parts.hasOrigin(of: redirect.parts) { return .callback(found.address) }
        if parts.hasOrigin(of: authorization.parts), parts.path == authorization.path { return .authorizationAddress }
        // By origin, not by host: on loopback the provider and the listener differ only in the port.
        if parts.hasOrigin(of: authorization.parts) || parts.hasOrigin(of: issuer.endpoint.address.parts) {
            // On loopback only the port tells the provider from the listener.
            let port = parts.port.map { ":\($0)" } ?? ""
            return .providerPage(host: ForeignText((parts.host ?? "") + port))
        }
        // Another login's answer: the judge says in which part it differs.
        if found.isAnswer { return .callback(found.address) }
        // No more of it than its origin: a path can hold a code or a token as well.
        let port = parts.port.map { ":\($0)" } ?? ""
        return .otherAddress(ForeignText(parts.host.map { "\(parts.scheme)://\($0)\(port)" } ?? parts.scheme + ":"))
    }
}

extension URIParts {
    /// Same scheme, host and port, a port that is not written being the scheme's own.
    fileprivate func hasOrigin(of other: URIParts) -> Bool {
        func port(_ parts: URIParts) -> Int? { parts.port ?? WebAddress.Scheme(rawValue: parts.scheme)?.defaultPort }
        return scheme == other.scheme && host == other.host && port(self) == port(other)
    }
}
