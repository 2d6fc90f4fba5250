/// One thing that pixie verified, with its evidence. Screens, plain mode and `--json` show the same list.
public struct Check: Sendable, Hashable {
    /// What came of it.
    public enum Verdict: Sendable, Hashable {
        case passed
        case failed
        /// Not judged, with the reason: "not sent, optional".
        case skipped(String)
    }

    /// Stable name for scripts, such as `callback.state` or `id_token.aud`.
    public let id: String
    public let verdict: Verdict
    /// What the specification or our own request demands, safe to show.
    public let expected: String
    /// What was there. It may be foreign, so it is shown through ``ForeignText/safe(limit:)``.
    public let found: ForeignText
    /// Where it is demanded: "RFC 9207 2.4".
    public let clause: String

    /// Longest text beside what was found, in characters.
    private static let limit = 600

    /// What is expected and why a check was skipped can quote foreign text too, so both come out safe to show.
    public init(_ id: String, _ verdict: Verdict, expected: String, found: ForeignText, clause: String) {
        self.id = id
        switch verdict {
        case .passed, .failed: self.verdict = verdict
        case .skipped(let why): self.verdict = .skipped(ForeignText(why).safe(limit: Self.limit))
        }
        self.expected = ForeignText(expected).safe(limit: Self.limit)
        self.found = found
        self.clause = clause
    }

    /// Passed or failed by a condition.
    public init(_ id: String, holds: Bool, expected: String, found: ForeignText, clause: String) {
        self.init(id, holds ? .passed : .failed, expected: expected, found: found, clause: clause)
    }
}
