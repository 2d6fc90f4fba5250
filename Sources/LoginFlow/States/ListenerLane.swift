/// The first way in while a login waits: the browser brings the answer to a listener of ours.
public enum ListenerLane: Sendable, Equatable {
    /// The redirect URI leads elsewhere.
    case absent
    case open(ListenerFacts)
    /// It was ordered where the process before had it. Next: `.open` or `.lost`.
    case reopening(ListenerFacts)
    /// That place could not be taken again; the other ways are open still.
    case lost(ListenerFacts, ListenerProblem)

    /// What is open now.
    public var opened: ListenerFacts? {
        switch self {
        case .open(let facts): facts
        case .absent, .reopening, .lost: nil
        }
    }

    /// Where the redirect URI leads, whoever listens there.
    var place: ListenerFacts? {
        switch self {
        case .open(let facts), .reopening(let facts), .lost(let facts, _): facts
        case .absent: nil
        }
    }

    /// Whether one was ordered, so that it has to be closed when the wait ends.
    var isOrdered: Bool {
        switch self {
        case .open, .reopening: true
        case .absent, .lost: false
        }
    }
}
