import Dispatch
import LoginFlow
import OAuth
import Synchronization
import Terminal
import Testing

@testable import pixie

/// Who carries out the orders of the machine, in a world that is a fake.
@MainActor
@Suite(.serialized)
struct EffectRunnerTests {
    private let mailbox: Mailbox
    private let call: HTTPCall

    init() throws {
        mailbox = Mailbox(waker: try #require(Waker()))
        call = HTTPCall(.keys, .get, try Endpoint("https://login.example.com/keys"))
    }

    private func runner(_ change: (inout World) -> Void) -> EffectRunner {
        var world = FakeWorld().world()
        change(&world)
        return EffectRunner(world: world, mailbox: mailbox)
    }

    /// Takes letters until there were so many.
    private func letters(_ count: Int) -> Int {
        var taken = 0
        while taken < count {
            guard !Poll.wait([mailbox.descriptor], timeout: 20).isEmpty else { return taken }
            taken += mailbox.take().count
        }
        return taken
    }

    /// Also one that is answered before its order returns. Many order at once, so that they wait for each other there.
    @Test func aRequestThatIsAnsweredIsUnderWayNoMore() async {
        let runner = runner { $0.send = { _ in .failure(.cancelled) } }
        let (askers, each) = (8, 2000)
        DispatchQueue.concurrentPerform(iterations: askers) { [call] asker in
            for number in 0..<each { runner.run(.send(EffectID(asker * each + number), call)) }
        }
        #expect(letters(askers * each) == askers * each)
        #expect(runner.underWay == 0)
        await runner.finish()
    }

    /// What was kept of the login is gone before its code goes out, and before whatever else was ordered after that.
    @Test func whatFollowsWaitsUntilTheKeptLoginIsRemoved() async throws {
        let fake = FakeWorld()
        let removal = Mutex<(@Sendable () -> Void)?>(nil)
        var world = fake.world()
        world.forgetWaiting = { done in removal.withLock { $0 = done } }
        let runner = EffectRunner(world: world, mailbox: mailbox)
        runner.run(.send(EffectID(1), call))
        #expect(letters(1) == 1)
        runner.run(.forgetWaiting)
        runner.run(.send(EffectID(2), call))
        runner.run(.drawEntropy(bytes: 8))
        runner.run(.send(EffectID(3), call))
        runner.run(.cancel(EffectID(3)))
        #expect(fake.record.withLock { $0.calls.count } == 1)
        #expect(mailbox.take().isEmpty)
        let removed = removal.withLock { $0 }
        try #require(removed != nil)
        removed?()
        #expect(letters(2) >= 2)
        await runner.finish()
        #expect((2...3).contains(fake.record.withLock { $0.calls.count }))
    }

    /// Whoever leaves meanwhile loses the request, but not what was ordered about the kept login.
    @Test func leavingForgetsWhatWasToBeForgottenAndSendsNothing() async {
        let fake = FakeWorld()
        let removals = Mutex(0)
        var world = fake.world()
        world.forgetWaiting = { _ in removals.withLock { $0 += 1 } }
        let runner = EffectRunner(world: world, mailbox: mailbox)
        runner.run(.forgetWaiting)
        runner.run(.send(EffectID(1), call))
        runner.run(.forgetWaiting)
        await runner.finish()
        #expect(removals.withLock { $0 } == 2)
        #expect(fake.record.withLock { $0.calls.isEmpty })
    }
}
