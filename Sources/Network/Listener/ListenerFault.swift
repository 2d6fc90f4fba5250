import OAuth

/// Why the listener could not be started.
public enum ListenerFault: Error, Sendable, Equatable {
    /// The port belongs to another program, named when that can be found out: `python3 (process 4711)`.
    case portTaken(Int, holder: String?)
    /// Neither 127.0.0.1 nor ::1 can be bound, and what the system said.
    case cannotBind(String)

    public var message: String {
        switch self {
        case .portTaken(let port, let holder):
            "Port \(port) is taken" + (holder.map { " by \(ForeignText($0).safe(limit: 100))" } ?? "")
                + ". Use another port, or go on and paste the address that the browser ends at."
        case .cannotBind(let reason):
            "No port can be opened on this machine (\(ForeignText(reason).safe(limit: 100))). "
                + "Go on and paste the address that the browser ends at."
        }
    }
}
