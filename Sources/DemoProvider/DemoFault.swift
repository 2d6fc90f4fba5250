/// Why a ``DemoProvider`` did not start.
public enum DemoFault: Error, Sendable, Equatable {
    case portTaken(Int)
    case badPort(Int)
    /// No fault has this name; `nearest` is the one that looks most like it.
    case unknownFault(String, nearest: String)
    case badOption(name: String, why: String)
    case cannotStart(String)

    /// What happened and what to do next.
    public var message: String {
        switch self {
        case .portTaken(let port):
            "Port \(port) on 127.0.0.1 is in use by another program. Choose another port, or leave it out to get a "
                + "free one."
        case .badPort(let port):
            "\(port) is not a port. Choose one from 1 to 65535, or leave it out to get a free one."
        case .unknownFault(_, let nearest):
            "There is no fault with this name. The nearest is \(nearest). pixie provider --list-faults shows all."
        case .badOption(let name, let why):
            "The demo provider's \(name) cannot be used: \(why)"
        case .cannotStart(let reason):
            "The demo provider could not start: \(reason)"
        }
    }
}
