import Dispatch
import LoginFlow
import OAuth
import PixieUI
import Synchronization

/// Carries out effects in tasks and posts what comes of them. It decides nothing about the login.
final class EffectRunner: Sendable {
    private let world: World
    private let mailbox: Mailbox
    private let state = Mutex(State())

    private struct State {
        var requests: [EffectID: Task<Void, Never>] = [:]
        var listener: OpenListener?
        /// Counts openings, so that one that was closed while it opened is closed as soon as it is open.
        var opening = 0
        var closing: [Task<Void, Never>] = []
        /// What was ordered and not begun, and whether somebody is at it: one after the other.
        var line: [FlowEffect] = []
        var isMoving = false
    }

    init(world: World, mailbox: Mailbox) {
        self.world = world
        self.mailbox = mailbox
    }

    /// How many requests have no answer yet.
    var underWay: Int { state.withLock { $0.requests.count } }

    /// Begins it when everything that was ordered before is begun, and what had to be removed first is removed.
    func run(_ effect: FlowEffect) {
        let isFirst = state.withLock { state in
            state.line.append(effect)
            guard !state.isMoving else { return false }
            state.isMoving = true
            return true
        }
        if isFirst { move() }
    }

    private func move() {
        while let effect = next() {
            guard begin(effect) else { return }
        }
    }

    private func next() -> FlowEffect? {
        state.withLock { state in
            state.isMoving = !state.line.isEmpty
            return state.line.isEmpty ? nil : state.line.removeFirst()
        }
    }

    /// False when what follows has to wait: it goes on by itself.
    private func begin(_ effect: FlowEffect) -> Bool {
        switch effect {
        case .drawEntropy(let bytes): mailbox.post(.flow(.entropyDrawn(world.drawEntropy(bytes))))
        case .send(let id, let call): send(id, call)
        case .cancel(let id): state.withLock { $0.requests.removeValue(forKey: id) }?.cancel()
        case .warm(let endpoint): Task { [world] in await world.warm(endpoint) }
        case .openListener(let plan): open(plan)
        case .closeListener: close()
        case .pointShortAddress(let address): state.withLock { $0.listener }?.pointShortAddress(address)
        case .keepWaiting(let login):
            world.keepWaiting(login) { [mailbox] isKept in mailbox.post(.event(.waitingKept(isKept))) }
        case .forgetWaiting:
            // A code must not be sent while its verifier is still kept.
            world.forgetWaiting { [self] in move() }
            return false
        case .rememberMetadata(let issuer, let metadata): world.rememberMetadata(issuer, metadata)
        case .session(let order):
            world.orderSession(order) { [mailbox] event in mailbox.post(.flow(.refresh(event))) }
        case .answerBrowser(let arrival, let page): state.withLock { $0.listener }?.answer(arrival, page)
        case .openBrowser(let address):
            Task { [world, mailbox] in mailbox.post(.flow(.browserAnswered(await world.openBrowser(address)))) }
        }
        return true
    }

    func keep(_ session: StoredSession, profile: String?) {
        world.keepSession(session, profile) { [mailbox] name in mailbox.post(.event(.sessionKept(name))) }
    }

    func save(_ text: String, path: String) {
        Task { [world, mailbox] in
            mailbox.post(.event(.saved(path: path, problem: world.saveFile(text, path))))
        }
    }

    func copy(_ text: Secret, isSecret: Bool) {
        Task { [world, mailbox] in
            let result = await world.copy(text, isSecret)
            mailbox.post(
                result.needsTerminal
                    ? .copyThroughTerminal(text, sentence: result.sentence) : .event(.copied(result.sentence)))
        }
    }

    func readKeys(_ wish: KeyFilesWish) {
        // Not in a task: reading may wait for somebody, and must not keep others waiting.
        DispatchQueue.global().async { [world, mailbox] in
            mailbox.post(.event(.keyFilesRead(world.readKeys(wish))))
        }
    }

    func visit(_ address: WebAddress) {
        Task { [world, mailbox] in
            let result = await world.visit(address) { mailbox.post(.demoVisit(.step($0))) }
            switch result {
            case .brought(let callback): mailbox.post(.demoVisit(.brought(callback)))
            case .failed(let why): mailbox.post(.demoVisit(.failed(why)))
            }
        }
    }

    /// Ends what is under way and waits until browsers have their answers.
    func finish() async {
        let (requests, line) = state.withLock { state in
            defer {
                state.requests.removeAll()
                state.line.removeAll()
            }
            return (state.requests, state.line)
        }
        for task in requests.values { task.cancel() }
        close()
        // Nothing more is sent or opened; what is kept of the login becomes what was ordered last.
        for effect in line {
            if case .keepWaiting(let login) = effect { world.keepWaiting(login) { _ in } }
            if case .forgetWaiting = effect { world.forgetWaiting {} }
        }
        for task in state.withLock({ $0.closing }) { await task.value }
        await world.settleWaiting()
        await world.settleSession()
    }

    private func send(_ id: EffectID, _ call: HTTPCall) {
        // The task takes its entry away at its end: under the lock, so that the entry is there before.
        state.withLock { state in
            state.requests[id] = Task { [world, mailbox] in
                let result = await world.send(call)
                self.state.withLock { $0.requests[id] = nil }
                mailbox.post(.flow(.replyArrived(id, result)))
            }
        }
    }

    private func open(_ plan: ListenerPlan) {
        close()
        let opening = state.withLock { state in
            state.opening += 1
            return state.opening
        }
        Task { [world, mailbox] in
            // The old port may be the one that is wanted now.
            for task in self.state.withLock({ $0.closing }) { await task.value }
            let result = await world.listen(plan) { arrival, target in
                mailbox.post(.flow(.callbackArrived(arrival, target: target)))
            }
            switch result {
            case .refused(let problem):
                mailbox.post(.flow(.listenerRefused(problem)))
            case .open(let listener):
                let isWanted = self.state.withLock { state in
                    guard state.opening == opening else { return false }
                    state.listener = listener
                    return true
                }
                if isWanted {
                    mailbox.post(.flow(.listenerOpened(listener.facts)))
                } else {
                    await listener.close()
                }
            }
        }
    }

    private func close() {
        state.withLock { state in
            state.opening += 1
            guard let listener = state.listener else { return }
            state.listener = nil
            state.closing.append(Task { await listener.close() })
        }
    }
}
