import Dispatch
import LoginFlow
import Network
import OAuth
import Sessions
import Synchronization

/// Carries out what a machine orders about one stored session: on this thread, but requests travel in tasks.
final class SessionWorker {
    private let store: SessionStore
    private let name: SessionName
    private let sender: LazySender
    private var lock: StoreLock?
    /// Of what was read last: only that is replaced.
    private var generation: UInt64?
    private let inbox = Inbox()
    private var tasks: [EffectID: Task<Void, Never>] = [:]

    /// How long another process is waited for, in seconds: longer than its whole exchange may take.
    private static let patience = Limits.exchangeSeconds + 5

    init(store: SessionStore, name: SessionName, sender: LazySender) {
        self.store = store
        self.name = name
        self.sender = sender
    }

    /// Takes the lock; why not, when another process goes on holding it.
    func takeLock() -> ForeignText? {
        do throws(StoreFault) {
            lock = try store.lock(.session, name, within: Self.patience)
            return nil
        } catch {
            if case .busy(_, let holder?) = error { return ForeignText("process \(holder)") }
            return ForeignText(error.message)
        }
    }

    func releaseLock() { lock = nil }

    enum Reading {
        case session(StoredSession?)
        case unreadable(ForeignText)
    }

    func read() -> Reading {
        guard let lock else { preconditionFailure("SessionWorker: reading is ordered without the lock") }
        do {
            switch try store.read(.session, name, holding: lock) {
            case .found(let entry):
                generation = entry.generation
                return .session(try StoredSession(bytes: entry.record.content))
            case .missing:
                return .session(nil)
            }
        } catch {
            return .unreadable(ForeignText(StoreTrouble.message(of: error)))
        }
    }

    /// Replaces what was read; why not, when it could not be.
    func save(_ session: StoredSession) -> ForeignText? {
        guard let lock, let generation else { preconditionFailure("SessionWorker: nothing was read before storing") }
        do throws(StoreFault) {
            self.generation = try store.save(
                .session, session.record(as: name), replacing: .generation(generation), holding: lock)
            return nil
        } catch {
            return ForeignText(error.message)
        }
    }

    func remove() -> ForeignText? {
        guard let lock else { preconditionFailure("SessionWorker: removing is ordered without the lock") }
        do throws(StoreFault) {
            try store.remove(.session, name, holding: lock)
            return nil
        } catch {
            return ForeignText(error.message)
        }
    }

    func send(_ id: EffectID, _ call: HTTPCall) {
        tasks[id] = Task { [sender, inbox] in inbox.put(id, await sender.send(call)) }
    }

    func cancel(_ id: EffectID) { tasks.removeValue(forKey: id)?.cancel() }

    /// Waits for the next answer. Every request has a deadline, so it comes.
    func nextReply() -> (EffectID, Result<HTTPReply, TransportFailure>) {
        let reply = inbox.take()
        tasks[reply.0] = nil
        return reply
    }
}

/// Where answers wait for the thread that carries out the orders.
private final class Inbox: Sendable {
    typealias Reply = (EffectID, Result<HTTPReply, TransportFailure>)
    private let replies = Mutex<[Reply]>([])
    private let count = DispatchSemaphore(value: 0)

    func put(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        replies.withLock { $0.append((id, result)) }
        count.signal()
    }

    func take() -> Reply {
        count.wait()
        return replies.withLock { $0.removeFirst() }
    }
}
