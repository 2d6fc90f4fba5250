/// The checks of a callback while they are made, one function each.
struct CallbackEvidence {
    /// The check ids in the order of judging, with what each demands and where that stands.
    enum Step: String, CaseIterable {
        case address = "callback.address"
        case parameters = "callback.parameters"
        case state = "callback.state"
        case issuer = "callback.iss"
        case code = "callback.code"

        var clause: String {
            switch self {
            case .address: "RFC 6749 3.1.2"
            case .parameters: "RFC 6749 3.1"
            case .state: "RFC 6749 10.12"
            case .issuer: "RFC 9207 2.4"
            case .code: "RFC 6749 4.1.2"
            }
        }
    }

    /// What the answer may carry only in the query.
    private static let answerNames: Set<String> = [
        "access_token", "code", "error", "id_token", "iss", "response", "state",
    ]

    private let expectation: CallbackExpectation
    private var checks: [Check] = []

    init(_ expectation: CallbackExpectation) {
        self.expectation = expectation
    }

    /// Every check, those behind a failed one skipped, so that the whole list is always shown.
    var complete: [Check] {
        checks
            + Step.allCases.dropFirst(checks.count).map { step in
                Check(
                    step.rawValue, .skipped("not reached"), expected: expected(step), found: ForeignText(""),
                    clause: step.clause)
            }
    }

    private func expected(_ step: Step) -> String {
        switch step {
        case .address: expectation.redirect.text
        case .parameters: "no parameter twice"
        case .state: expectation.state == nil ? "none: this provider is sent none" : "the state of this login"
        case .issuer: expectation.issuerParameter == .absent ? "none" : expectation.issuer
        case .code: "a code or an error"
        }
    }

    private mutating func note(_ step: Step, _ verdict: Check.Verdict, found: ForeignText) {
        checks.append(Check(step.rawValue, verdict, expected: expected(step), found: found, clause: step.clause))
    }

    private mutating func fail(_ step: Step, found: String, _ rejection: CallbackRejection) -> CallbackRejection {
        note(step, .failed, found: ForeignText(found))
        return rejection
    }
}

// MARK: - The checks

extension CallbackEvidence {
    /// One address, and the redirect URI in scheme, user information, host, port and path.
    mutating func address(_ text: String) throws(CallbackRejection) -> URIParts {
        guard text.utf8.count <= Limits.address else {
            throw fail(.address, found: "\(text.utf8.count) octets", .tooLong)
        }
        guard let found = try? URIParts(text) else {
            throw fail(.address, found: "not an address", .notAnAddress)
        }
        let wanted = expectation.redirect.parts
        let host = (CallbackRejection.Part.host, wanted.host, found.host)
        // Of an address at somebody else's host nothing else is worth a word.
        let isElsewhere = wanted.host != nil && found.host != nil && wanted.userinfo == found.userinfo
        let comparisons: [(CallbackRejection.Part, String?, String?)] =
            (isElsewhere ? [host] : []) + [
                (.scheme, wanted.scheme, found.scheme),
                (.userinfo, wanted.userinfo, found.userinfo),
                host,
                (.port, Self.port(of: wanted), Self.port(of: found)),
                (.path, Self.path(of: wanted), Self.path(of: found)),
            ]
        // All of these are ASCII, so equal strings are equal octets.
        for (part, wanted, found) in comparisons where wanted != found {
            let found = found ?? "none"
            throw fail(
                .address, found: "\(part.noun) \(found)",
                .wrongRedirect(part: part, expected: wanted ?? "none", found: ForeignText(found)))
        }
        try refuseAnswerInFragment(found)
        note(.address, .passed, found: ForeignText(Self.withoutQuery(found)))
        return found
    }

    /// Every parameter decodes, none is there twice, and those of the redirect URI's own query are unchanged.
    mutating func parameters(of parts: URIParts) throws(CallbackRejection) -> [FormPair] {
        let pairs: [FormPair]
        do throws(FormFault) {
            pairs = try FormEncoding.decode(parts.query ?? "")
        } catch {
            throw fail(.parameters, found: "broken percent encoding", .badEncoding)
        }
        var seen: Set<[UInt8]> = []
        for pair in pairs where !seen.insert(Array(pair.name.utf8)).inserted {
            throw fail(.parameters, found: "\(pair.name) twice", .repeated(name: ForeignText(pair.name)))
        }
        if let own = expectation.redirect.parts.query, let wanted = try? FormEncoding.decode(own),
            let missing = wanted.first(where: { !pairs.contains($0) })
        {
            throw fail(
                .parameters, found: "\(missing.name) missing or changed",
                .wrongRedirect(part: .query, expected: own, found: ForeignText(missing.name)))
        }
        let names = pairs.map(\.name).joined(separator: ", ")
        note(.parameters, .passed, found: ForeignText(names.isEmpty ? "no parameter" : names))
        return pairs
    }

    /// Compared whole, in constant time, on octets.
    ///
    /// Where none was sent, one that comes is never "the same as none": it is of another login.
    mutating func state(_ pairs: [FormPair]) throws(CallbackRejection) {
        guard let expected = expectation.state else {
            if let found = Self.value("state", pairs) {
                throw fail(.state, found: found, .stateUnasked(found: ForeignText(found)))
            }
            note(
                .state, .skipped("not used by this provider; one request waits, and PKCE binds its code"),
                found: ForeignText("none"))
            return
        }
        guard let found = Self.value("state", pairs) else { throw fail(.state, found: "none", .stateMissing) }
        guard !found.isEmpty else { throw fail(.state, found: "empty", .stateEmpty) }
        guard Secret(found) == expected else {
            throw fail(.state, found: found, .stateWrong(found: ForeignText(found)))
        }
        note(.state, .passed, found: ForeignText("the same, \(found.utf8.count) octets"))
    }

    /// If sent it must be ours, and if promised it must be sent.
    mutating func issuer(_ pairs: [FormPair]) throws(CallbackRejection) {
        guard let found = Self.value("iss", pairs) else {
            guard !expectation.issuerParameterPromised, expectation.issuerParameter != .required else {
                throw fail(.issuer, found: "none, though promised", .issuerMissing)
            }
            note(.issuer, .skipped("not sent; the provider does not promise it"), found: ForeignText("none"))
            return
        }
        guard expectation.issuerParameter != .absent else {
            throw fail(
                .issuer, found: ForeignText(found).safeAddress(limit: 300), .issuerUnasked(found: ForeignText(found)))
        }
        guard found.utf8.elementsEqual(expectation.issuer.utf8) else {
            throw fail(
                .issuer, found: ForeignText(found).safeAddress(limit: 300),
                .issuerWrong(expected: expectation.issuer, found: ForeignText(found)))
        }
        note(.issuer, .passed, found: ForeignText(found))
    }

    /// Either an error or a code. Tokens that are in the address besides are never looked at (RFC 9700 2.1.2).
    mutating func outcome(_ pairs: [FormPair]) throws(CallbackRejection) -> CallbackJudge.Outcome {
        let code = Self.value("code", pairs)
        if let error = Self.value("error", pairs) {
            guard code == nil else { throw fail(.code, found: "code and error", .codeAndError) }
            note(.code, .failed, found: ForeignText("error=" + error))
            return .error(
                AuthorizationError(
                    code: ForeignText(error),
                    text: Self.value("error_description", pairs).map { ForeignText($0) },
                    uri: Self.value("error_uri", pairs).map { ForeignText($0) }))
        }
        guard let code else { throw fail(.code, found: "neither code nor error", .codeMissing) }
        guard !code.isEmpty else { throw fail(.code, found: "an empty code", .codeEmpty) }
        note(.code, .passed, found: ForeignText("a code of \(code.utf8.count) octets"))
        return .code(Secret(code))
    }

    /// Fragments such as Facebook's `#_=_` mean nothing and are let through; parameters there are not.
    private mutating func refuseAnswerInFragment(_ parts: URIParts) throws(CallbackRejection) {
        guard let fragment = parts.fragment, !fragment.isEmpty else { return }
        let names = fragment.split(separator: "&").map { $0.prefix { $0 != "=" } }
        guard let name = names.first(where: { Self.answerNames.contains(String($0)) }) else { return }
        throw fail(
            .address, found: "\(name) behind #",
            .wrongRedirect(part: .fragment, expected: "nothing", found: ForeignText(String(name))))
    }

    private static func value(_ name: String, _ pairs: [FormPair]) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// The written port, or the scheme's own.
    private static func port(of parts: URIParts) -> String? {
        if let port = parts.port { return String(port) }
        return WebAddress.Scheme(rawValue: parts.scheme).map { String($0.defaultPort) }
    }

    /// An empty path is `/` on the web (RFC 3986 6.2.3).
    private static func path(of parts: URIParts) -> String {
        let isWeb = WebAddress.Scheme(rawValue: parts.scheme) != nil
        return isWeb && parts.path.isEmpty ? "/" : parts.path
    }

    private static func withoutQuery(_ parts: URIParts) -> String {
        String(parts.text.prefix { $0 != "?" && $0 != "#" })
    }
}
