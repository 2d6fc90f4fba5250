import Synchronization

/// An OpenID provider on this machine, for trying, testing and teaching.
///
/// It is a correct one: authorization code with PKCE S256 only, signed ID tokens, rotating refresh tokens, revocation
/// and sign-out. It has one client and one person, listens on 127.0.0.1 only, keeps everything in memory and makes its
/// key and its password anew at each start.
public final class DemoProvider: Sendable {
    /// The issuer identifier, `http://127.0.0.1:PORT`.
    public let issuer: String
    public let clientID: String
    public let username: String
    /// What the person types on the sign-in page.
    public let password: String

    private let server: ProviderServer
    private let isStopped = Mutex(false)

    private init(_ options: DemoProviderOptions, password: String, server: ProviderServer) {
        issuer = Self.issuer(port: server.port)
        clientID = options.clientID
        username = options.username
        self.password = password
        self.server = server
    }

    /// Makes a key, binds the port and begins to answer.
    ///
    /// - Throws: ``DemoFault`` when the port is taken or an option cannot be used.
    public static func start(_ options: DemoProviderOptions = DemoProviderOptions()) async throws(DemoFault)
        -> DemoProvider
    {
        try check(options)
        let password = options.password ?? RandomText.password()
        let ledger = Ledger(clock: options.clock)
        let key: SigningKey
        do {
            key = try await SigningKey(options.algorithm)
        } catch {
            throw .cannotStart("no key could be made: \(error)")
        }
        let server = try await ProviderServer.start(port: options.port) { question, port in
            Provider(options: options, issuer: issuer(port: port), password: password, key: key, ledger: ledger)
                .answer(question)
        }
        return DemoProvider(options, password: password, server: server)
    }

    /// Closes the port. Everything the provider knew is gone. Safe to call twice.
    public func stop() async {
        let wasStopped = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return isStopped
        }
        guard !wasStopped else { return }
        await server.stop()
    }

    private static func issuer(port: Int) -> String { "http://127.0.0.1:\(port)" }

    private static func check(_ options: DemoProviderOptions) throws(DemoFault) {
        if let port = options.port, !(1...65535).contains(port) { throw .badPort(port) }
        for (name, text) in [("client ID", options.clientID), ("user name", options.username)] {
            guard !text.isEmpty, text.utf8.count <= 200, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) else {
                throw .badOption(name: name, why: "it must be 1 to 200 printable ASCII characters.")
            }
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
    }
}
