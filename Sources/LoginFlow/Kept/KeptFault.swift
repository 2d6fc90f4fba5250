public import OAuth

/// Why kept bytes are not what pixie wrote.
public enum KeptFault: Error, Sendable, Equatable {
    /// A newer pixie wrote them.
    case newerVersion(Int)
    /// They are of another kind: a session where a waiting login should be, or the reverse.
    case otherKind
    case badJSON(JSONFault)
    /// A member is missing, unknown, of the wrong type, or holds what its rules refuse.
    case badMember(String)

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .newerVersion(let version):
            "A newer pixie wrote this (version \(version)). Use that pixie, or log in again with this one."
        case .otherKind:
            "This file holds something else than its place says. It is kept aside; log in again."
        case .badJSON(let fault):
            "What was kept cannot be read. \(fault.message) It is kept aside; log in again."
        case .badMember(let name):
            "What was kept is damaged at \(name). It is kept aside; log in again."
        }
    }
}
