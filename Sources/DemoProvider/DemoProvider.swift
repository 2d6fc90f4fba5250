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

    private let footing: Footing
    private let server: ProviderServer
    private let isStopped = Mutex(false)

    private init(_ options: DemoProviderOptions, password: String, footing: Footing, server: ProviderServer) {
        issuer = Self.issuer(footing, port: server.port)
        authorityFile = footing.authorityFile?.path
        self.footing = footing
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
        let footing = try Footing(options.tls)
        do throws(DemoFault) {
            let server = try await ProviderServer.start(port: options.port, tls: footing.context) { question, port in
                let issuer = issuer(footing, port: port)
                return Provider(options: options, issuer: issuer, password: password, key: key, ledger: ledger)
                    .answer(question)
            }
            return DemoProvider(options, password: password, footing: footing, server: server)
        } catch {
            footing.clear()
            throw error
        }
    }

    /// Closes the port. Everything the provider knew is gone. Safe to call twice.
    public func stop() async {
        let wasStopped = isStopped.withLock { isStopped in
            defer { isStopped = true }
            return isStopped
        }
        guard !wasStopped else { return }
        await server.stop()
        footing.clear()
    }

    private static func issuer(_ footing: Footing, port: Int) -> String { "\(footing.scheme)://127.0.0.1:\(port)" }

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
