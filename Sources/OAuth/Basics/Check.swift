/// One thing that pixie verified, with its evidence. Screens, plain mode and `--json` show the same list.
public struct Check: Sendable, Hashable {
    public enum Verdict: Sendable, Hashable {
        case passed
        case failed
        /// Not judged, with the reason: "not sent, optional".
        case skipped(String)
    }

    /// Stable name for scripts, such as `callback.state` or `id_token.aud`.
    public let id: String
    public let verdict: Verdict
    /// What the specification or our own request demands.
    public let expected: String
    /// What was there. It may be foreign, so it is shown through ``ForeignText/safe(limit:)``.
    public let found: ForeignText
    /// Where it is demanded: "RFC 9207 2.4".
    public let clause: String

    public init(_ id: String, _ verdict: Verdict, expected: String, found: ForeignText, clause: String) {
        self.id = id
        self.verdict = verdict
        self.expected = expected
        self.found = found
        self.clause = clause
    }

    /// Passed or failed by a condition.
    public init(_ id: String, holds: Bool, expected: String, found: ForeignText, clause: String) {
        self.init(id, holds ? .passed : .failed, expected: expected, found: found, clause: clause)
    }
}
