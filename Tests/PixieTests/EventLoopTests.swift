import LoginFlow
import OAuth
import PixieUI
import Screen
import Synchronization
import Terminal
import Testing

@testable import pixie

/// The loop with a terminal and a world that are fakes: keys in, frames and calls out.
@MainActor
@Suite(.serialized)
struct EventLoopTests {
    let terminal = FakeTerminal()
    let fake = FakeWorld()
    let loop: EventLoop
    let runner: EffectRunner

    init() throws {
        let waker = try #require(Waker())
        let mailbox = Mailbox(waker: waker)
        let world = fake.world()
        runner = EffectRunner(world: world, mailbox: mailbox)
        let state = AppState(
            surroundings: Surroundings(
                hostName: ForeignText("build-07"), browserAdvice: .available("firefox")),
            glyphs: .unicode, size: terminal.window, now: world.now())
        loop = EventLoop(
            state: state, terminal: terminal, signals: .none, mailbox: mailbox, runner: runner, world: world)
    }

    private func plan(redirect: RedirectPlan = .loopback(port: nil)) throws -> LoginPlan {
        LoginPlan(
            client: try ClientConfiguration(
                issuer: try Issuer(FakeWorld.issuer), clientID: "pixie-cli", clientSecret: nil, scopes: ["openid"],
                extraParameters: []),
            redirect: redirect)
    }

    /// Turns the loop until the condition holds. Each turn waits for an event, so there is nothing to sleep for; the
    /// number of turns is bounded.
    private func turn(until condition: () -> Bool) {
        for _ in 0..<50 where !condition() { loop.turn() }
        #expect(condition(), "still at:\n\(terminal.text)")
    }

    @Test func aPlanLeadsToTheAddressOnTheScreen() throws {
        loop.begin(with: [.flow(.planSubmitted(try plan()))])
        turn { terminal.text.contains("Open this address in any browser") }
        #expect(terminal.frames.last?.block?.text.hasPrefix("https://login.example.com/authorize?") == true)
        #expect(fake.record.withLock { $0.calls.map(\.purpose) } == [.discovery, .keys])
    }

    @Test func aForgedAnswerIsToldToTheBrowserAndOnTheScreenAndNothingIsSent() throws {
        loop.begin(with: [.flow(.planSubmitted(try plan()))])
        turn { terminal.text.contains("Open this address in any browser") }
        fake.arrive("/callback?code=forged&state=guessed")
        turn { fake.record.withLock { $0.pages } == [.notUsed] }
        #expect(fake.record.withLock { $0.calls.contains { $0.purpose == .token } } == false)
        #expect(terminal.text.contains("Open this address in any browser") || terminal.text.contains("Not used"))
    }

    @Test func theAddressIsCopiedThroughTheTerminal() throws {
        loop.begin(with: [.flow(.planSubmitted(try plan()))])
        turn { terminal.text.contains("Open this address in any browser") }
        terminal.press(.character("c"))
        turn { !terminal.sequences.isEmpty }
        #expect(terminal.sequences == [.copy(terminal.frames.compactMap(\.block).last?.text ?? "")])
    }

    @Test func cancellingEndsTheRequestThatHangs() throws {
        fake.record.withLock { $0.silent = ["discovery"] }
        loop.begin(with: [.flow(.planSubmitted(try plan()))])
        terminal.press(.escape)
        turn { fake.record.withLock { $0.cancelled } == 1 }
        guard case .configuring = loop.state.flow else {
            Issue.record("the login went on after Esc")
            return
        }
    }

    @Test func aResizeIsDrawnOnceAtTheNewSize() {
        loop.begin(with: [])
        terminal.window = Size(columns: 40, rows: 12)
        terminal.press(.unknown)
        turn { terminal.frames.last?.size == Size(columns: 40, rows: 12) }
    }

    @Test func aFrameThatDidNotChangeIsNotShownAgain() {
        loop.begin(with: [])
        let shown = terminal.frames.count
        terminal.press(.unknown)
        loop.turn()
        #expect(terminal.frames.count == shown)
    }

    @Test func aTerminalThatIsGoneEndsTheLoop() {
        loop.begin(with: [])
        terminal.isGone = true
        terminal.press()
        turn { loop.ending == .hungUp }
    }

    @Test func theFormDoesNotTick() {
        loop.begin(with: [])
        #expect(AppClock.next(loop.state) == nil)
    }

    @Test func leavingClosesTheListener() async throws {
        loop.begin(with: [.flow(.planSubmitted(try plan()))])
        turn { fake.record.withLock { $0.isListening } && terminal.text.contains("Open this address") }
        await runner.finish()
        #expect(fake.record.withLock { $0.isListening } == false)
    }
}
