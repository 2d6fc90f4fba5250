import Synchronization

/// An OpenID provider on this machine, for trying, testing and teaching.
///
/// It is a correct one: authorization code with PKCE S256 only, signed ID tokens, rotating refresh tokens, revocation
/// and sign-out. It has one client and one person, listens on 127.0.0.1 only, keeps everything in memory and makes its
/// key and its password anew at each start.
public final class DemoProvider: Sendable {
    /// The issuer identifier, `http://127.0.0.1:PORT`, or `https` where ``DemoProviderOptions/tls`` is set.
    public let issuer: String
    public let clientID: String
    public let username: String
    /// What the person types on the sign-in page.
    public let password: String
    /// A PEM file with the authority behind the provider's certificate, for `--ca-file`. It is gone after ``stop()``.
    public let authorityFile: String?
    /// Files with the client's private keys, where they are demanded: a JWK each. They are gone after ``stop()``.
    public let clientKeyFile: String?
    public let decryptionKeyFile: String?
    public let demands: [DemoDemand]

    /// Where ``DemoProviderOptions/isWatched`` shows what clients did, `http://127.0.0.1:PORT`.
    public let control: String?
    /// The fault that is committed.
    public let fault: Fault?

    private let footing: Footing
    private let servers: [ProviderServer]
    private let isStopped = Mutex(false)

    private init(_ options: DemoProviderOptions, _ stand: Stand, password: String) {
        issuer = Self.issuer(stand.footing, port: stand.server.port, options)
        authorityFile = stand.footing.authorityFile?.path
        clientKeyFile = stand.footing.clientKeyFile?.path
        decryptionKeyFile = stand.footing.decryptionKeyFile?.path
        demands = DemoDemand.allCases.filter(options.demands.contains)
        control = stand.control.map { "http://127.0.0.1:\($0.port)" }
        fault = stand.fault
        footing = stand.footing
        servers = [stand.server] + [stand.control, stand.collector].compactMap { $0 }
        clientID = options.clientID
        username = options.username
        self.password = password
    }

    /// Makes a key, binds the port and begins to answer.
    ///
    /// - Throws: ``DemoFault`` when the port is taken or an option cannot be used.
    public static func start(_ options: DemoProviderOptions = DemoProviderOptions()) async throws(DemoFault)
        -> DemoProvider
    {
        var options = options
        let fault = try options.fault.map(fault)
        for case .options(let change) in fault?.deeds ?? [] { change(&options) }
        options.meetDemands()
        try check(options)
        let password = options.password ?? RandomText.password()
        let stand = try await Stand.start(options, fault, password: password)
        return DemoProvider(options, stand, password: password)
    }

    /// Closes the ports. Everything the provider knew is gone. Safe to call twice.
    public func stop() async {
        let wasStopped = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return isStopped
        }
        guard !wasStopped else { return }
        for server in servers { await server.stop() }
        footing.clear()
    }

    static func issuer(_ footing: Footing, port: Int, _ options: DemoProviderOptions) -> String {
        "\(footing.scheme)://127.0.0.1:\(options.frontPort ?? port)\(options.issuerPath)"
    }

    private static func fault(_ id: String) throws(DemoFault) -> Fault {
        guard let fault = FaultCatalog.fault(id) else {
            throw .unknownFault(id, nearest: FaultCatalog.nearest(to: id))
        }
        return fault
    }

    private static func check(_ options: DemoProviderOptions) throws(DemoFault) {
        for port in [options.port, options.frontPort].compactMap({ $0 }) where !(1...65535).contains(port) {
            throw .badPort(port)
        }
        for (name, text) in [("client ID", options.clientID), ("user name", options.username)] {
            guard !text.isEmpty, text.utf8.count <= 200, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
                throw .badOption(name: name, why: "it must be 1 to 200 printable ASCII characters.")
            }
        }
        let path = options.issuerPath
        guard path.isEmpty || (path.hasPrefix("/") && path.utf8.count <= 200 && !path.contains("//")),
            path.utf8.allSatisfy({ $0 == UInt8(ascii: "/") || FormCoding.isUnreserved($0) })
        else {
            throw .badOption(
                name: "path", why: "it must begin with / and hold letters, digits, - . _ ~ and single slashes only.")
        }
        if let password = options.password, password.isEmpty {
            throw .badOption(name: "password", why: "it must not be empty.")
        }
        guard LoopbackURI("http://127.0.0.1" + options.redirectPath)?.path == options.redirectPath,
            options.redirectPath.hasPrefix("/")
        else { throw .badOption(name: "redirect path", why: "it must begin with / and hold a path only.") }
        for uri in options.redirectURIs where LoopbackURI(uri) == nil {
            throw .badOption(
                name: "redirect URI",
                why: "only http on 127.0.0.1, [::1] or localhost, without a fragment, is accepted.")
        }
        for seconds in [options.accessTokenLifetime, options.codeLifetime, options.refreshTokenLifetime]
        where !(1...31_536_000).contains(seconds) {
            throw .badOption(name: "lifetime", why: "it must be between one second and a year.")
        }
        if let device = options.offers.device {
            guard (1...3600).contains(device.interval), (1...86400).contains(device.lifetime) else {
                throw .badOption(name: "device offer", why: "its interval is at most an hour, its lifetime a day.")
            }
        }
    }
}
