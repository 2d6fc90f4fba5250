import LoginFlow
import OAuth

// `invalid_grant` says that the code is not taken, and not why (RFC 6749 5.2). What pixie verified before rules most of
// the causes out.
extension Explain {
    /// Codes that are younger are not too old for any provider that is in use.
    private static let surelyFresh = 30.0
    /// "A maximum authorization code lifetime of 10 minutes is RECOMMENDED" (RFC 6749 4.1.2).
    private static let longestLife = 600.0

    /// The causes of `invalid_grant`, and which of them are ruled out.
    static func causesOfInvalidGrant(_ known: Known) -> [String] {
        let facts = known.failure.facts
        var lines = ["What it can be: " + rest(facts) + "."] + age(facts)
        lines.append(
            "Not the redirect URI and not the client id \(known.clientID): both are those of the authorization request, "
                + "byte for byte.")
        lines.append("Not PKCE on this side: the verifier fits the challenge that was sent, method S256.")
        if known.failure.checks.contains(where: { $0.id == "callback.iss" && $0.verdict == .passed }) {
            lines.append("Not a code of another provider: the answer named this one (iss), and the state was ours.")
        }
        lines.append("pixie sent it once and never sends a code again (RFC 6749 4.1.2).")
        return lines
    }

    private static func age(_ facts: Failure.Facts) -> [String] {
        var lines: [String] = []
        if let age = facts.codeAge {
            lines.append(
                age <= surelyFresh
                    ? "Not its age: this attempt, and so the code, was \(length(age)) old at most."
                    : age <= longestLife
                        ? "Perhaps its age: up to \(length(age)), as old as this attempt. Few providers give it less."
                        : "Perhaps its age: up to \(length(age)), as old as this attempt; a code should live ten minutes "
                            + "at most (RFC 6749 4.1.2).")
        }
        if let took = facts.exchangeTook {
            let way = facts.wasPasted.map { $0 ? " by paste" : " from the browser" } ?? ""
            lines.append(
                "Not a delay here: the answer came \(length(took)) after the code arrived\(way).")
        }
        return lines
    }

    private static func rest(_ facts: Failure.Facts) -> String {
        let used = "used already (opened twice, or read on its way by a scanner of links)"
        let lost = "lost or taken back at the provider"
        guard let age = facts.codeAge else { return used + ", too old, or " + lost }
        return age <= surelyFresh ? used + ", or " + lost : used + ", too old, or " + lost
    }
}
