import DemoProvider
import LoginFlow
import Network
import OAuth

extension World {
    /// The real world.
    ///
    /// - Parameters:
    ///   - sender: sends the requests.
    ///   - browser: what may be opened on this machine.
    ///   - environment: what children get, and what decides how text is copied.
    ///   - demo: the demo provider's user, when there is one.
    static func live(
        sender: LazySender, browser: BrowserChoice, environment: BrowserEnvironment, demo: DemoUser?
    ) -> World {
        World(
            now: { SystemClock.now() },
            drawEntropy: { SystemRandom.bytes($0) },
            send: { await sender.send($0) },
            warm: { await sender.warm($0) },
            listen: { plan, onArrival in await listen(plan, onArrival) },
            openBrowser: { address in
                switch await BrowserOpener.open(
                    address, using: browser, variables: environment.variables)
                {
                case .success(let program): .asked(program)
                case .failure(let fault): .failed(fault.message)
                }
            },
            copy: { text, isSecret in await copy(text, isSecret, environment) },
            visit: { address, progress in await visit(address, as: demo, progress) })
    }

    /// Who can sign in at the demo provider without a browser.
    struct DemoUser: Sendable {
        let name: String
        let password: Secret
    }

    private static func listen(
        _ plan: ListenerPlan, _ onArrival: @escaping @Sendable (ArrivalID, String) -> Void
    ) async -> ListenerResult {
        let options = ListenerOptions(
            port: plan.port, path: plan.path, shortPath: plan.shortPath, takesForms: plan.takesForms,
            isNamed: plan.isNamed)
        do throws(ListenerFault) {
            let listener = try await LoopbackListener.start(options) { arrival in
                onArrival(ArrivalID(arrival.id), arrival.target)
            }
            return .open(
                OpenListener(
                    facts: ListenerFacts(host: listener.families.v4 ? .v4 : .v6, port: listener.port),
                    pointShortAddress: { listener.setShortTarget($0.text) },
                    answer: { listener.answer($0.number, $1.listenerPage) },
                    close: { await listener.stop() }))
        } catch {
            switch error {
            case .portTaken(let port, let holder):
                return .refused(.portTaken(port, holder: holder.map(ForeignText.init)))
            case .cannotBind(let reason):
                return .refused(.cannotListen(ForeignText(reason)))
            }
        }
    }

    private static func copy(
        _ text: Secret, _ isSecret: Bool, _ environment: BrowserEnvironment
    ) async -> CopyResult {
        let outcome = await ClipboardLadder.copy(
            text, isSecret: isSecret, plan: ClipboardLadder.plan(environment), variables: environment.variables)
        switch outcome {
        case .failure(let fault):
            return CopyResult(sentence: fault.message, needsTerminal: false)
        case .success(let done):
            switch done.sequence {
            case .none: return CopyResult(sentence: done.sentence, needsTerminal: false)
            case .osc52, .osc52InScreen: return CopyResult(sentence: done.sentence, needsTerminal: true)
            }
        }
    }

    private static func visit(
        _ address: WebAddress, as user: DemoUser?, _ progress: @escaping @Sendable (String) -> Void
    ) async -> VisitResult {
        guard let user else { return .failed("There is no demo provider in this login.") }
        do throws(DemoVisitFault) {
            return .brought(
                try await DemoVisitor.signIn(
                    at: address.text, username: user.name, password: user.password.reveal(), progress: progress))
        } catch {
            return .failed(error.message)
        }
    }
}

extension BrowserPage {
    fileprivate var listenerPage: ListenerPage {
        switch self {
        case .signedIn: .signedIn
        case .refused: .refused
        case .notUsed: .notUsed
        case .finished: .finished
        case .failed: .failed
        }
    }
}
