import DemoProvider
import Glibc
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions
import Terminal

/// What a login needs around it: signals, the mailbox, the world and who carries out effects.
struct Stage: Sendable {
    let signals: SignalPipe
    let mailbox: Mailbox
    let world: World
    let runner: EffectRunner
    let surroundings: Surroundings
    private let sender: LazySender
    private let metadata: MetadataShelf?

    enum Fault: Error {
        case network(NetworkFault)
        case noDescriptors

        var message: String {
            switch self {
            case .network(let fault): fault.message
            case .noDescriptors: "No file descriptors are left (ulimit -n). Close programs and try again."
            }
        }
    }

    init(
        caFile: String?, browser command: String? = nil, noBrowser: Bool, demo: DemoFacts?,
        keeper: WaitingKeeper? = nil, vault: SessionVault? = nil, metadata: MetadataShelf? = nil
    ) throws(Fault) {
        guard let signals = SignalPipe(), let waker = Waker() else { throw .noDescriptors }
        let environment = BrowserEnvironment.current(
            profileCommand: command, usualCommand: SettingsShelf.settings.browser)
        let browser =
            noBrowser
            ? BrowserChoice.unavailable(reason: "--no-browser says that none shall be opened.")
            : BrowserChoice.decide(environment)
        do throws(NetworkFault) {
            sender = try LazySender(Self.networkOptions(caFile: caFile))
        } catch {
            throw .network(error)
        }
        self.signals = signals
        self.metadata = metadata
        mailbox = Mailbox(waker: waker)
        var world = World.live(
            sender: sender, browser: browser, environment: environment,
            demo: demo.map { World.DemoUser(name: $0.username, password: $0.password) })
        if let keeper {
            world.keepWaiting = { keeper.keep($0, done: $1) }
            world.forgetWaiting = { keeper.forget(done: $0) }
            world.settleWaiting = { await keeper.settle() }
        }
        if let metadata { world.rememberMetadata = { metadata.put($1, of: $0) } }
        if let vault {
            world.keepSession = { session, profile, done in
                vault.keep(session, as: profile.flatMap { try? ProfileName($0) }) { done($0?.text) }
            }
            world.orderSession = { vault.carryOut($0, done: $1) }
            world.settleSession = { await vault.settle() }
        }
        self.world = world
        runner = EffectRunner(world: world, mailbox: mailbox)
        surroundings = Self.surroundings(browser.advice, isContainer: environment.isContainer)
    }

    private static func surroundings(_ advice: BrowserAdvice, isContainer: Bool) -> Surroundings {
        func isSet(_ name: String) -> Bool { Variables[name].map { !$0.isEmpty } ?? false }
        // Address and port of the client, then of the server.
        let connection = (Variables["SSH_CONNECTION"] ?? "").split(separator: " ").map(String.init)
        let port = connection.count == 4 ? Int(connection[3]).flatMap { (1...65535).contains($0) ? $0 : nil } : nil
        return Surroundings(
            hostName: ForeignText(hostName), sshFrom: connection.first.map(ForeignText.init),
            sshPort: port == 22 ? nil : port, user: Variables["USER"].map(ForeignText.init), browserAdvice: advice,
            multiplexer: isSet("TMUX") ? .tmux : isSet("STY") ? .screen : nil, isContainer: isContainer,
            isWSL: isSet("WSL_DISTRO_NAME"), zone: LocalZone.current(around: SystemClock.now().wall),
            version: Version.text)
    }

    /// How requests are sent, with the proxy of the environment.
    static func networkOptions(caFile: String?) -> NetworkOptions {
        NetworkOptions(
            caFile: caFile, httpsProxy: Variables["https_proxy"] ?? Variables["HTTPS_PROXY"],
            noProxy: Variables["no_proxy"] ?? Variables["NO_PROXY"], userAgent: "pixie/\(Version.text)")
    }

    /// Ends what is under way; browsers get their answers first.
    func close() {
        Blocking.run { [runner, sender] in
            await runner.finish()
            await sender.shutdown()
        }
        metadata?.settle()
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "this-machine" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

extension BrowserChoice {
    /// The same for the screens, which start nothing.
    fileprivate var advice: BrowserAdvice {
        switch self {
        case .unavailable(let reason): .unavailable(reason)
        case .open(_, let warning?): .warned(warning)
        case .open(let commands, nil): .available(commands.first?.name ?? "a browser")
        }
    }
}
