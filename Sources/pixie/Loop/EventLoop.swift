import LoginFlow
import OAuth
import PixieUI
import Profiles
import Screen
import Terminal

/// The loop of the screens: waits, lets `App` decide, acts, and shows one frame for each batch of events.
@MainActor
final class EventLoop {
    private let terminal: any TerminalDevice
    private let mailbox: Mailbox
    private let runner: EffectRunner
    private let world: World
    private let signals: SignalSource
    private let desk: any ProfileDesk
    private let keeper: WaitingKeeper?
    /// Whoever started the login waits for its session.
    private let endsSignedIn: Bool
    private(set) var state: AppState
    private var shown: Frame?
    private(set) var ending: Ending?

    /// Why the loop ended.
    enum Ending: Equatable {
        case quit
        case signal(SignalEvent)
        /// The terminal is gone.
        case hungUp
    }

    /// Where signals come from; tests have none.
    struct SignalSource {
        var descriptor: CInt?
        var drain: () -> [SignalEvent]

        static var none: SignalSource { SignalSource(descriptor: nil, drain: { [] }) }
    }

    init(
        state: AppState, terminal: any TerminalDevice, signals: SignalSource, mailbox: Mailbox, runner: EffectRunner,
        world: World, desk: any ProfileDesk = NoProfiles(), keeper: WaitingKeeper? = nil, endsSignedIn: Bool = false
    ) {
        self.state = state
        self.terminal = terminal
        self.signals = signals
        self.mailbox = mailbox
        self.runner = runner
        self.world = world
        self.desk = desk
        self.keeper = keeper
        self.endsSignedIn = endsSignedIn
    }

    /// Runs until the person leaves or a signal ends it.
    ///
    /// - Parameter afterwards: What is begun when the first frame is there.
    func run(startingWith events: [AppEvent], afterwards: () -> Void = {}) -> Ending {
        begin(with: events)
        afterwards()
        while true {
            if let ending { return ending }
            turn()
        }
    }

    /// What is known at the start, and the first frame.
    func begin(with events: [AppEvent]) {
        if state.isMouseOn { terminal.reportMouse(true) }
        for event in events { update(event) }
        show()
    }

    /// One wait and everything that came of it.
    func turn() {
        let due = [AppClock.next(state), terminal.inputDueAt].compactMap { $0 }.min()
        let timeout = due.map { max($0 - world.now().uptime, 0) }
        let descriptors = [terminal.inputDescriptor, mailbox.descriptor] + (signals.descriptor.map { [$0] } ?? [])
        let ready = Poll.wait(descriptors, timeout: timeout)
        for signal in signals.drain() { take(signal) }
        for letter in mailbox.take() { take(letter) }
        let isInputDue = terminal.inputDueAt.map { $0 <= world.now().uptime } ?? false
        if ready.contains(terminal.inputDescriptor) || isInputDue { takeKeys() }
        if ready.isEmpty || AppClock.next(state).map({ $0 <= world.now().uptime }) == true { update(.clockTicked) }
        show()
    }

    /// A refresh that is under way is brought to its end, since the provider may have replaced the refresh token; the
    /// terminal is not looked at any more. Requests have deadlines, so this has an end.
    func finishRefresh() {
        guard let session = state.session, !session.refresh.isResting else { return }
        perform(App.update(&state, .flow(.refresh(.cancelled)), at: world.now()))
        let deadline = world.now().uptime + SessionWorker.patience
        while let session = state.session, !session.refresh.isResting, world.now().uptime < deadline {
            _ = Poll.wait([mailbox.descriptor], timeout: deadline - world.now().uptime)
            for case .event(.flow(let event)) in mailbox.take() {
                perform(App.update(&state, .flow(event), at: world.now()))
            }
        }
    }

    /// Only what the machine orders: the screen is gone.
    private func perform(_ commands: [AppCommand]) {
        for case .flow(let effect) in commands { runner.run(effect) }
    }

    private func takeKeys() {
        let keys = terminal.drain(at: world.now().uptime)
        // Readable without a key: the other side of the terminal is closed.
        if keys.isEmpty, terminal.isGone { ending = .hungUp }
        for key in KeyFlood.calmed(keys) { update(.key(key)) }
    }

    private func take(_ letter: Mailbox.Letter) {
        switch letter {
        case .event(let event):
            update(event)
        case .copyThroughTerminal(let text, let sentence):
            terminal.write(.copy(text.reveal()))
            update(.copied(sentence))
        }
    }

    private func take(_ signal: SignalEvent) {
        switch signal {
        case .resized:
            update(.resized(terminal.size()))
        case .suspend:
            perform(.suspend)
        case .continued:
            terminal.resume()
            shown = nil
            update(.resumed)
        case .interrupt, .terminate, .hangUp, .quit:
            ending = .signal(signal)
        }
    }

    private func update(_ event: AppEvent) {
        let now = world.now()
        for command in App.update(&state, event, at: now) { perform(command) }
        if endsSignedIn, case .authenticated = state.flow { ending = ending ?? .quit }
    }

    private func perform(_ command: AppCommand) {
        switch command {
        case .flow(let effect): runner.run(effect)
        case .copy(let text, let what): runner.copy(text, isSecret: what.isSecret)
        case .visitAsDemoUser(let address): runner.visit(address)
        case .save(let text, let path): runner.save(text, path: path)
        case .keepSession(let session): runner.keep(session, profile: state.profileName?.safe(limit: ProfileName.limit))
        case .showPlainPage(let lines): terminal.showPlainPage(lines)
        case .leavePlainPage:
            terminal.leavePlainPage()
            shown = nil
        case .suspend:
            terminal.suspend()
            shown = nil
            update(.resumed)
        case .repaint:
            terminal.repaint()
            shown = nil
        case .bell: terminal.write(.bell)
        case .reportMouse(let isOn): terminal.reportMouse(isOn)
        case .chooseProfile(let name):
            keeper?.call(try? ProfileName(name))
            desk.choose(name).forEach { update(.profiles($0)) }
        case .editProfile(let name): desk.edit(name).forEach { update(.profiles($0)) }
        case .removeProfile(let name): desk.remove(name).forEach { update(.profiles($0)) }
        case .bringBackProfile(let name): desk.bringBack(name).forEach { update(.profiles($0)) }
        case .resumeLogin(let name):
            if let taken = desk.take(name) {
                keeper?.adopt(taken.place)
                update(.profiles(.resuming(name, taken.login)))
            } else {
                update(.profiles(.trouble("That login cannot be gone on with: it is over, or open in another pixie.")))
            }
        case .forgetLogin(let name): desk.forget(name).forEach { update(.profiles($0)) }
        case .readKeyFiles(let wish): runner.readKeys(wish)
        case .drawPair(let octets): update(.pairDrawn(world.drawEntropy(octets)))
        case .quit: ending = .quit
        }
    }

    /// Draws only when something changed.
    private func show() {
        guard ending == nil else { return }
        terminal.expectsPaste = state.expectsPaste
        let frame = AppView.render(state, size: terminal.size())
        guard frame != shown else { return }
        terminal.present(frame)
        shown = frame
    }
}
