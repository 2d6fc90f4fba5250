public import LoginFlow
public import OAuth
public import Presets

/// What the edges found out about the machine and the terminal, as plain values.
public struct Surroundings: Sendable, Equatable {
    /// Name of this machine, for the `ssh -L` hint.
    public let hostName: ForeignText
    /// The other end of the SSH connection, or `nil` when this is not one.
    public let sshFrom: ForeignText?
    /// The port of the SSH server, when it is not 22.
    public let sshPort: Int?
    public let user: ForeignText?
    public let browserAdvice: BrowserAdvice
    /// A terminal multiplexer around pixie.
    public let multiplexer: Multiplexer?
    /// A container: its loopback is not that of the machine around it.
    public let isContainer: Bool
    /// Linux in Windows: a browser there reaches the loopback of both.
    public let isWSL: Bool
    /// The local time of this machine.
    public let zone: LocalZone
    /// Of pixie, for the files that it writes.
    public let version: String

    /// The two that are known: what they let through to the terminal differs.
    public enum Multiplexer: Sendable, Equatable { case tmux, screen }

    public init(
        hostName: ForeignText, sshFrom: ForeignText? = nil, sshPort: Int? = nil, user: ForeignText? = nil,
        browserAdvice: BrowserAdvice, multiplexer: Multiplexer? = nil, isContainer: Bool = false, isWSL: Bool = false,
        zone: LocalZone = .utc, version: String = "0"
    ) {
        self.hostName = hostName
        self.sshFrom = sshFrom
        self.sshPort = sshPort
        self.user = user
        self.browserAdvice = browserAdvice
        self.multiplexer = multiplexer
        self.isContainer = isContainer
        self.isWSL = isWSL
        self.zone = zone
        self.version = version
    }
}

/// Whether a browser can be opened on this machine.
public enum BrowserAdvice: Sendable, Equatable {
    /// The program that would be asked.
    case available(String)
    /// Why none can be opened, as a sentence.
    case unavailable(String)
    /// It can be, but the person should know something first: the sentence. The first press of the key shows it.
    case warned(String)

    var isAvailable: Bool {
        switch self {
        case .available, .warned: true
        case .unavailable: false
        }
    }
}

/// The person that the embedded provider knows, for `pixie demo`.
public struct DemoFacts: Sendable, Equatable {
    public let issuer: String
    public let username: String
    /// Made for this run; it is shown, because the person has to type it.
    public let password: Secret

    public init(issuer: String, username: String, password: Secret) {
        self.issuer = issuer
        self.username = username
        self.password = password
    }
}

/// What the command line or an earlier try already says about the login.
public struct Prefill: Sendable, Equatable {
    public var issuer = ""
    public var clientID = ""
    public var clientSecret: Secret?
    public var scopes = "openid profile email"
    /// `nil` lets the system choose one.
    public var port: Int?
    /// A redirect URI that is registered exactly. It takes the place of the port.
    public var redirect: RedirectPlan?
    public var extraParameters: [FormPair] = []
    /// Those that stand in no field: of a pipe, which can be read once only, or of a plan that comes back.
    public var keys = ClientKeys.none
    /// Paths of the key files, and which key of the first: the form has them read when it is sent.
    public var keyFile = ""
    public var keyID = ""
    public var decryptionFile = ""
    /// Whether tokens are bound to a key of the login; `nil` for what is usual at the provider.
    public var dpop: Use?
    public var waitSeconds = Limits.loginWaitSeconds
    public var isStepwise = false
    public var verifierLength = 43
    /// Providers to choose from by name; the form has no such field when there are none.
    public var presets: [Preset] = []
    /// The one that was chosen already, by its id.
    public var provider: String?
    /// Its values that are known already.
    public var values: [FormPair] = []
    /// Of a plan that comes back to the form.
    public var rules = ProviderRules.standard

    public init() {}

    /// What a plan would be typed as.
    public init(_ plan: LoginPlan) {
        issuer = plan.client.issuer.text
        clientID = plan.client.clientID
        clientSecret = plan.client.clientSecret
        scopes = plan.client.scopes.joined(separator: " ")
        switch plan.redirect {
        case .loopback(let wanted, "/callback"): port = wanted
        case .loopback, .registered: redirect = plan.redirect
        }
        extraParameters = plan.client.extraParameters
        keys = plan.client.keys
        dpop = plan.client.rules.dpop.use
        waitSeconds = plan.waitSeconds
        isStepwise = plan.isStepwise
        rules = plan.client.rules
        verifierLength = plan.verifierLength
    }
}
