/// Whether something is to be there: a parameter, a member of an answer, a token.
public enum Presence: String, Sendable, Hashable, CaseIterable {
    /// It is sent, or it must come.
    case required
    /// It may be there or not.
    case optional
    /// It is not sent, and not to be expected.
    case absent
}

/// Whether something that a provider may offer is used.
public enum Use: String, Sendable, Hashable, CaseIterable {
    case never
    /// When the metadata offer it.
    case whenOffered = "when_offered"
    /// Also when nothing offers it: without it there is no login.
    case always
}
