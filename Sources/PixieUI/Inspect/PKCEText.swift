public import OAuth

/// What `pixie pkce` writes: a new pair, or the verdict on one that somebody made.
public enum PKCEText {
    /// A new pair. The verifier is shown, since it was asked for.
    public static func lines(_ pair: PKCE) -> [String] {
        [
            "code_verifier          \(pair.verifier.secret.reveal())",
            "code_challenge         \(pair.challenge)",
            "code_challenge_method  \(PKCE.method)",
        ]
    }

    public static func json(_ pair: PKCE) -> JSONValue {
        .object(
            JSONObject(members: [
                member("code_verifier", pair.verifier.secret.reveal()),
                member("code_challenge", pair.challenge),
                member("code_challenge_method", PKCE.method),
            ]))
    }

    /// "Check your work": each line says one thing, and the last one sums up.
    public static func lines(_ check: PKCECheck) -> [String] {
        var lines = [
            "verifier   \(ForeignText(check.text.reveal()).safe(limit: 140))",
            "legal      " + (check.fault.map { "no. " + $0.message } ?? "yes, \(check.text.count) characters"),
        ]
        if let hint = hint(check) { lines.append("           " + hint) }
        lines.append("challenge  \(check.challenge)   base64url(SHA-256(verifier)), S256")
        if let given = check.given {
            lines.append("given      \(given.text.safe(limit: 140))")
            lines.append(
                "matches    " + (given.diagnosis == .matches ? "yes" : "no. " + reason(check, given.diagnosis)))
        }
        return (lines + [verdict(check)]).map(SinkText.whole)
    }

    public static func json(_ check: PKCECheck) -> JSONValue {
        var members = [
            member("code_verifier", check.text.reveal()),
            JSONObject.Member(name: "length", value: .number(JSONNumber(check.text.reveal().unicodeScalars.count))),
            JSONObject.Member(name: "legal", value: .bool(check.fault == nil)),
            JSONObject.Member(name: "fault", value: check.fault.map { .string($0.message) } ?? .null),
            member("code_challenge", check.challenge),
            member("code_challenge_method", PKCE.method),
        ]
        if let given = check.given {
            members.append(member("given_challenge", given.text.safe(limit: 300)))
            members.append(JSONObject.Member(name: "matches", value: .bool(given.diagnosis == .matches)))
            members.append(member("diagnosis", given.diagnosis.reason))
            members.append(
                member(
                    "message",
                    given.diagnosis == .matches
                        ? "The challenge belongs to this verifier."
                        : reason(check, given.diagnosis)))
        }
        members.append(JSONObject.Member(name: "ok", value: .bool(check.isGood)))
        return .object(JSONObject(members: members))
    }

    private static func reason(_ check: PKCECheck, _ diagnosis: ChallengeDiagnosis) -> String {
        let own = diagnosis.message
        guard diagnosis == .different, let likeness = check.likeness else { return own }
        return own + " " + likeness
    }

    /// Advice for verifiers that were made with the usual tools.
    private static func hint(_ check: PKCECheck) -> String? {
        guard case .character(let character, _) = check.fault else { return nil }
        if character.isExactly("+") || character.isExactly("/") || character.isExactly("=") {
            return "That is standard base64. Write - for + and _ for /, and drop the = at the end."
        }
        if character.isExactly("\n") || character.isExactly("\r") || character.isExactly(" ") {
            return "A line break or space came with it. Write it with printf '%s' instead of echo."
        }
        return nil
    }

    private static func verdict(_ check: PKCECheck) -> String {
        if check.fault != nil {
            return
                "Providers refuse this verifier (RFC 7636 4.1), though it has a hash. \"pixie pkce\" makes a good one."
        }
        switch check.given?.diagnosis {
        case nil: return "This verifier is good. Send the challenge with code_challenge_method=S256."
        case .matches: return "This pair is good. Send the challenge with code_challenge_method=S256."
        case .plain, .padded, .standardAlphabet, .hexDigest, .encodedHexDigest, .different:
            return "The provider will answer invalid_grant to this pair. Send the challenge above instead."
        }
    }
}

extension ChallengeDiagnosis {
    /// Stable name for scripts.
    var reason: String {
        switch self {
        case .matches: "matches"
        case .plain: "plain"
        case .padded: "padded"
        case .standardAlphabet: "standard_alphabet"
        case .hexDigest: "hex_digest"
        case .encodedHexDigest: "encoded_hex_digest"
        case .different: "different"
        }
    }
}
