import LoginFlow
import Network
import OAuth
import Sessions

/// One refresh of a stored session, from the lock to the store.
struct SessionRefresh {
    let worker: SessionWorker
    private var state: RefreshState

    init(_ session: StoredSession, _ worker: SessionWorker) {
        self.worker = worker
        state = .start(session)
    }

    /// Runs until nothing is under way any more.
    mutating func run(_ wish: RefreshWish) -> Resting {
        var events: [RefreshEvent] = [.refreshWanted(wish)]
        while true {
            if events.isEmpty {
                if case .resting(let resting) = state { return resting }
                let (id, result) = worker.nextReply()
                events.append(.replyArrived(id, result))
            }
            for effect in RefreshMachine.reduce(&state, events.removeFirst(), at: SystemClock.now()) {
                if let event = carryOut(effect) { events.append(event) }
            }
        }
    }

    private func carryOut(_ effect: RefreshEffect) -> RefreshEvent? {
        switch effect {
        case .takeLock:
            return worker.takeLock().event() as RefreshEvent
        case .readSession:
            return worker.read().event() as RefreshEvent
        case .send(let id, let call): worker.send(id, call)
        case .cancel(let id): worker.cancel(id)
        case .store(let session):
            do throws(StoreFault) {
                try worker.save(session)
                return .sessionStored
            } catch {
                return .sessionNotStored(ForeignText(error.message))
            }
        case .releaseLock: worker.releaseLock()
        }
        return nil
    }
}
