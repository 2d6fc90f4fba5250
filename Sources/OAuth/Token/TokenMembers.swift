/// The members of a token answer, one rule each. A member that is `null` counts as absent: providers write it so.
struct TokenMembers {
    private let json: JSONObject

    init(_ json: JSONObject) {
        self.json = json
    }

    private func value(_ name: String) -> JSONValue? {
        let value = json[name]
        return value == .null ? nil : value
    }

    /// A token: visible ASCII without spaces, so that it can neither end a header line nor split a credential
    /// (RFC 6749 A.12 and A.17, RFC 6750 2.1). An empty one counts as absent.
    func token(_ name: String) throws(TokenFault) -> Secret? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw .wrongType(name) }
        guard !text.isEmpty else { return nil }
        guard text.utf8.count <= Limits.storedToken else { throw .tooLong(name) }
        guard text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .badCharacters(name) }
        return Secret(text)
    }

    /// Compared without case, and never one that was not asked for (RFC 6749 5.1, 7.1; RFC 9449 5). Nil when it is not
    /// there and need not be: then the token is of the type that the request wanted.
    ///
    /// - Parameter isBound: Whether the request proved a key. Then only a token of type DPoP is bound to it; a bearer
    ///   token would work in everybody's hands, which is what the login wanted to exclude. Without a proof a DPoP token
    ///   could not be used.
    func tokenType(_ presence: Presence, isBound: Bool) throws(TokenFault) -> String? {
        guard let value = value("token_type") else {
            if presence == .required { throw .missing("token_type") }
            return nil
        }
        guard let text = value.string else { throw .wrongType("token_type") }
        switch text.lowercased() {
        case "bearer" where !isBound: return "Bearer"
        case "dpop" where isBound: return "DPoP"
        case "bearer": throw .notBound(ForeignText(text))
        case "": throw .missing("token_type")
        default: throw .unknownTokenType(ForeignText(text))
        }
    }

    /// Seconds: a number, also with a fraction, or a number written as text, as several providers do. A negative one is
    /// a token that has expired already.
    func lifetime() throws(TokenFault) -> Double? {
        guard let value = value("expires_in") else { return nil }
        let seconds: Double?
        switch value {
        case .number: seconds = value.double
        case .string(let text): seconds = Self.number(text)
        case .null, .bool, .array, .object: seconds = nil
        }
        guard let seconds else { throw .wrongType("expires_in") }
        return max(0, seconds)
    }

    /// Words between spaces (RFC 6749 3.3); a list of texts is read as well.
    func scope(_ form: ScopeForm) throws(TokenFault) -> [String]? {
        guard let value = value("scope") else { return nil }
        switch value {
        case .string(let text): return text.split { $0 == " " || (form == .commas && $0 == ",") }.map { String($0) }
        case .array:
            guard let words = value.strings else { throw .wrongType("scope") }
            return words
        case .null, .bool, .number, .object: throw .wrongType("scope")
        }
    }

    func typeCheck(_ type: String?, isBound: Bool) -> Check {
        let meaning = isBound ? "bound to the key that was proved" : "a bearer token"
        return Check(
            "token.type", type == nil ? .skipped("not sent by this provider: \(meaning)") : .passed,
            expected: isBound ? "DPoP" : "Bearer", found: ForeignText(type ?? "none"),
            clause: isBound ? "RFC 9449 5" : "RFC 6749 7.1")
    }

    func lifetimeCheck(_ lifetime: Double?) -> Check {
        guard let lifetime else {
            return Check(
                "token.expires_in", .skipped("not sent, recommended"), expected: "seconds", found: ForeignText("none"),
                clause: "RFC 6749 5.1")
        }
        return Check(
            "token.expires_in", .passed, expected: "seconds", found: ForeignText(Durations.short(lifetime)),
            clause: "RFC 6749 5.1")
    }

    func presenceCheck(_ name: String, _ token: Secret?, reason: String, clause: String) -> Check {
        let id = "token." + name
        guard let token else {
            return Check(id, .skipped(reason), expected: name, found: ForeignText("none"), clause: clause)
        }
        return Check(id, .passed, expected: name, found: ForeignText("\(token.count) octets"), clause: clause)
    }

    /// Digits, with a fraction at most: no sign, no exponent, no `inf`.
    private static func number(_ text: String) -> Double? {
        let dot = UInt8(ascii: ".")
        guard (1...20).contains(text.utf8.count), text.utf8.allSatisfy({ PercentCoding.isDigit($0) || $0 == dot }),
            let value = Double(text), value.isFinite
        else { return nil }
        return value
    }
}

/// What was granted against what was asked for. The provider may grant less or more; both are shown (RFC 6749 3.3).
struct ScopeComparison {
    let added: [ForeignText]
    let missing: [String]
    let check: Check

    init(requested: [String], granted: [String]?) {
        let clause = "RFC 6749 3.3"
        let expected = requested.isEmpty ? "no scope" : requested.joined(separator: " ")
        guard let granted else {
            added = []
            missing = []
            check = Check(
                "token.scope", .skipped("not sent: as requested"), expected: expected, found: ForeignText("none"),
                clause: clause)
            return
        }
        let asked = Set(requested)
        let given = Set(granted)
        added = granted.filter { !asked.contains($0) }.map { ForeignText($0) }
        missing = requested.filter { !given.contains($0) }
        let verdict: Check.Verdict =
            switch (added.isEmpty, missing.isEmpty) {
            case (true, true): .passed
            case (false, true): .skipped("more was granted than asked for: " + Self.list(added))
            case (true, false):
                .skipped("less was granted than asked for, not: " + Self.list(missing.map { ForeignText($0) }))
            case (false, false):
                .skipped(
                    "granted besides: " + Self.list(added) + "; not granted: "
                        + Self.list(missing.map { ForeignText($0) }))
            }
        check = Check(
            "token.scope", verdict, expected: expected, found: ForeignText(granted.joined(separator: " ")),
            clause: clause)
    }

    private static func list(_ scopes: [ForeignText]) -> String {
        let shown = scopes.prefix(8).map { $0.safe(limit: 80) }.joined(separator: " ")
        return scopes.count > 8 ? shown + " and \(scopes.count - 8) more" : shown
    }
}
