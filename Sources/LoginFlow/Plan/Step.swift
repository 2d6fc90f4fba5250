/// The six steps that a login shows.
public enum Step: Int, Sendable, CaseIterable, Comparable {
    case profile = 1
    case discover, request, signIn, exchange, tokens

    public static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }

    /// Stable name for scripts.
    public var id: String {
        switch self {
        case .profile: "profile"
        case .discover: "discover"
        case .request: "request"
        case .signIn: "sign_in"
        case .exchange: "exchange"
        case .tokens: "tokens"
        }
    }
}
