import LoginFlow
import Network
import OAuth
import Sessions

/// One sign-out of a stored session, from the lock to the removal.
struct SessionSignOut {
    let worker: SessionWorker
    private var state: SignOutState

    init(_ session: StoredSession, _ worker: SessionWorker) {
        self.worker = worker
        state = .start(session)
    }

    /// Runs to the end. The person is asked when a token may live on and nothing was said about that.
    mutating func run(_ wish: SignOutWish) -> SignOutReport {
        var events: [SignOutEvent] = [.signOutWanted(wish)]
        while true {
            if events.isEmpty {
                switch state {
                case .ended(let report): return report
                case .deciding(let deciding): events.append(ask(deciding) ? .removalConfirmed : .removalDeclined)
                case .resting, .locking, .reading, .revoking, .removing:
                    let (id, result) = worker.nextReply()
                    events.append(.replyArrived(id, result))
                }
            }
            for effect in SignOutMachine.reduce(&state, events.removeFirst(), at: SystemClock.now()) {
                if let event = carryOut(effect) { events.append(event) }
            }
        }
    }

    /// Nobody there means no.
    private func ask(_ deciding: DecidingRemoval) -> Bool {
        PrivateQuestion.tell(deciding.results.filter(\.mayLiveOn).map(\.message))
        return PrivateQuestion.confirm("Remove the session here all the same?", usual: false) ?? false
    }

    private func carryOut(_ effect: SignOutEffect) -> SignOutEvent? {
        switch effect {
        case .takeLock:
            return worker.takeLock().event() as SignOutEvent
        case .readSession:
            return worker.read().event() as SignOutEvent
        case .send(let id, let call): worker.send(id, call)
        case .cancel(let id): worker.cancel(id)
        case .openBrowser(let address): openBrowser(address)
        case .removeSession:
            do throws(StoreFault) {
                try worker.remove()
                return .sessionRemoved
            } catch {
                return .sessionNotRemoved(ForeignText(error.message))
            }
        case .releaseLock: worker.releaseLock()
        }
        return nil
    }

    private func openBrowser(_ address: WebAddress) {
        let environment = BrowserEnvironment.current()
        let result = Blocking.value {
            await BrowserOpener.open(
                address, using: BrowserChoice.decide(environment), variables: environment.variables)
        }
        if case .failure(let fault) = result { Streams.err("pixie: \(fault.message)") }
    }
}
