import Dispatch
import LoginFlow
import Network
import OAuth
import Sessions
import Synchronization

/// Carries out what a machine orders about one stored session: on this thread, but requests travel in tasks.
final class SessionWorker {
    private var slot: SessionSlot
    private let sender: LazySender
    private let inbox = Inbox()
    private var tasks: [EffectID: Task<Void, Never>] = [:]
    /// Who was asked last.
    private var host = ""

    /// How long another process is waited for, in seconds: longer than its whole exchange may take.
    static let patience = Limits.exchangeSeconds + 5

    init(store: SessionStore, name: SessionName, sender: LazySender) {
        slot = SessionSlot(store: store, name: name)
        self.sender = sender
    }

    func takeLock() -> SessionSlot.Locking {
        SlowWork.run("waiting for another pixie, which is at work with this session") {
            slot.takeLock(within: Self.patience)
        }
    }

    func releaseLock() { slot.releaseLock() }
    func read() -> SessionSlot.Reading { slot.read() }
    func save(_ session: StoredSession) throws(StoreFault) { try slot.save(session) }
    func remove() throws(StoreFault) { try slot.remove() }

    func send(_ id: EffectID, _ call: HTTPCall) {
        host = call.url.address.host
        tasks[id] = Task { [sender, inbox] in inbox.put(id, await sender.send(call)) }
    }

    func cancel(_ id: EffectID) { tasks.removeValue(forKey: id)?.cancel() }

    /// Waits for the next answer. Every request has a deadline, so it comes.
    func nextReply() -> (EffectID, Result<HTTPReply, TransportFailure>) {
        let reply = SlowWork.run("waiting for the answer of \(host)") { inbox.take() }
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
