import NIOCore
import OAuth

/// What the loopback listener shall listen to.
public struct ListenerOptions: Sendable {
    /// `nil`: the system chooses a free one (RFC 8252 section 7.3).
    public var port: Int?
    /// Path of the redirect URI, compared exactly.
    public var path: String
    /// Path of the short address for the authorization URL, such as `/k7Qx`; `nil` for none.
    public var shortPath: String?
    /// Whether a POST with a form is an answer, too (OAuth 2.0 Form Post Response Mode).
    public var takesForms: Bool
    /// Whether the redirect URI says `localhost`, and not an address.
    public var isNamed: Bool

    public init(
        port: Int? = nil, path: String = "/callback", shortPath: String? = nil, takesForms: Bool = false,
        isNamed: Bool = false
    ) {
        self.port = port
        self.path = path
        self.shortPath = shortPath
        self.takesForms = takesForms
        self.isNamed = isNamed
    }
}

/// A request to the callback path. What it says is judged by ``CallbackJudge``.
public struct CallbackArrival: Sendable, Equatable {
    /// To be given to ``LoopbackListener/answer(_:_:)``.
    public let id: Int
    /// Path and query as received; what came in a form stands behind them as a query.
    public let target: String

    init(id: Int, target: String) {
        self.id = id
        self.target = target
    }
}

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

/// The limits of one listener. Tests use small ones.
struct ListenerLimits: Sendable {
    var connections = 64
    /// Connections beyond those that are accepted before older ones have been closed for them; in a flood, closing
    /// takes longer than accepting.
    var surplus = 16
    var requestLine = Limits.requestLine
    /// The same at exactly the callback's path, where a long error must be heard.
    var callbackLine = Limits.address
    var headerBlock = Limits.headerBlock
    /// Body of a form, where forms are taken.
    var form = Limits.callbackForm
    /// From the connection to the end of the request's head, however slowly it comes.
    var requestSeconds = 10.0
    /// For the machine's verdict; longer than an exchange with the provider.
    var answerSeconds = Limits.exchangeSeconds + 10
    /// For the client to close after the answer.
    var lingerSeconds = 1.0

    static func amount(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1000)) }
}
