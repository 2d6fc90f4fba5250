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

    /// The same as the JSON object of `pixie pkce --json`.
    public static func json(_ pair: PKCE) -> JSONValue {
        [
            "code_verifier": .string(pair.verifier.secret.reveal()), "code_challenge": .string(pair.challenge),
            "code_challenge_method": .string(PKCE.method),
        ]
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
                "matches    " + (check.mismatch.map { "no. " + $0 } ?? "yes"))
        }
        if let warning = warning(check) { lines.append("careful    " + warning) }
        return (lines + [verdict(check)]).map(SinkText.whole)
    }

    /// The same as a JSON object. The members about a given challenge are there only when there is one.
    public static func json(_ check: PKCECheck) -> JSONValue {
        let form: JSONObject = [
            "code_verifier": .string(check.text.reveal()),
            "length": .integer(check.text.reveal().unicodeScalars.count), "legal": .bool(check.fault == nil),
            "fault": .orNull(check.fault?.message), "code_challenge": .string(check.challenge),
            "code_challenge_method": .string(PKCE.method),
        ]
        let comparison: JSONObject? = check.given.map { given in
            [
                "given_challenge": .string(given.text.safe(limit: 300)), "matches": .bool(given.diagnosis == .matches),
                "diagnosis": .string(given.diagnosis.reason),
                "mistakes": .strings(given.diagnosis.mistakes.map(\.rawValue)),
                "message": .string(check.mismatch ?? "The challenge belongs to this verifier."),
            ]
        }
        let verdict: JSONObject = ["checks": .array(check.checks.map(\.json)), "ok": .bool(check.isGood)]
        return .object(form + (comparison ?? [:]) + verdict)
    }

    /// Advice for verifiers that were made with the usual tools.
    static func hint(_ check: PKCECheck) -> String? {
        let text = check.text.reveal()
        guard case .character(let character, _) = check.fault else {
            let isShort = (20..<CodeVerifier.lengths.lowerBound).contains(text.utf8.count)
            let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            guard isShort, isPlain else { return nil }
            return "Cut to 43 after its + and / were deleted, base64 is too short in 3 of 4 cases. Write - and _ for "
                + "them instead."
        }
        if character.isExactly("+") || character.isExactly("/") || character.isExactly("=") {
            return "That is standard base64. Write - for + and _ for /, and drop the = at the end."
        }
        if character.isExactly("\n") || character.isExactly("\r") || character.isExactly(" ") {
            return "A line break or space came with it. Write it with printf '%s' instead of echo."
        }
        return nil
    }

    /// The last word on the pair.
    static func verdict(_ check: PKCECheck) -> String {
        if check.fault != nil {
            return
                "Providers refuse this verifier (RFC 7636 4.1), though it has a hash. \"pixie pkce\" makes a good one."
        }
        switch check.given?.diagnosis {
        case nil: return "This verifier is good. Send the challenge with code_challenge_method=S256."
        case .matches: return "This pair is good. Send the challenge with code_challenge_method=S256."
        case .explained([.swapped]): return "The provider will answer invalid_grant to this pair. Swap the two."
        case .explained, .different:
            return "The provider will answer invalid_grant to this pair. Send the challenge above instead."
        }
    }

    /// What is no fault in the eyes of a provider, and one in those of an attacker.
    static func warning(_ check: PKCECheck) -> String? {
        guard let randomness = check.checks.first(where: { $0.id == "pkce.randomness" && $0.verdict == .failed }) else {
            return nil
        }
        return "\(randomness.found.safe(limit: 80)): guessed easily. Draw a new verifier for every login."
    }
}

extension ChallengeDiagnosis {
    var mistakes: [ChallengeMistake] {
        switch self {
        case .matches, .different: []
        case .explained(let mistakes): mistakes
        }
    }

    /// Stable name for scripts: the first mistake tells most.
    var reason: String {
        switch self {
        case .matches: "matches"
        case .explained(let mistakes): mistakes.first?.rawValue ?? "different"
        case .different: "different"
        }
    }
}
