public import OAuth

/// What to open for the answer to arrive at.
public struct ListenerPlan: Sendable, Equatable {
    /// `nil` lets the system choose.
    public let port: Int?
    public let path: String
    /// Path of the short address that leads to the authorization request, such as `/k7Qd…`.
    public let shortPath: String
    /// Whether the answer was asked for as a form, so that a POST is one, too.
    public let takesForms: Bool
    /// Whether the redirect URI says `localhost`, and not an address: the answer comes to exactly that name.
    public let isNamed: Bool

    public init(port: Int?, path: String, shortPath: String, takesForms: Bool = false, isNamed: Bool = false) {
        self.port = port
        self.path = path
        self.shortPath = shortPath
        self.takesForms = takesForms
        self.isNamed = isNamed
    }
}

/// What is open.
public struct ListenerFacts: Sendable, Equatable {
    public let host: LoopbackHost
    public let port: Int

    public init(host: LoopbackHost, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Why nothing could be opened.
public enum ListenerProblem: Sendable, Equatable {
    /// Another program holds the port; its name if the system tells it.
    case portTaken(Int, holder: ForeignText?)
    case cannotListen(ForeignText)
}
