import Glibc
import LoginFlow
import OAuth
import PixieUI
import Profiles
import Terminal

/// The loop of the line mode: the same machine, answers from standard input, lines on standard error.
final class PlainLoop {
    private let stage: Stage
    private let start: FlowEvent
    private let keeper: WaitingKeeper?
    private let front: FrontOrder
    private let demo: DemoFacts?
    private let profile: ProfileName?
    /// Stores the session of a login that succeeded.
    private let save: (Session) -> Void
    private var state = FlowState.start
    private var presenter: PlainPresenter
    private var input: LineInput
    private var ending: SignalEvent?
    /// Where the login was when the person gave up.
    private var cancelledIn: FlowState?

    init(
        stage: Stage, start: FlowEvent, front: FrontOrder, demo: DemoFacts?, profile: ProfileName?,
        keeper: WaitingKeeper?,
        save: @escaping (Session) -> Void
    ) {
        self.stage = stage
        self.start = start
        self.keeper = keeper
        self.front = front
        self.demo = demo
        self.profile = profile
        self.save = save
        input = LineInput(descriptor: 0)
        presenter = PlainPresenter(
            profile: profile?.text, surroundings: stage.surroundings, isInteractive: input.isTerminal,
            isDemo: demo != nil)
    }

    /// Runs until the login has ended.
    func run() -> ExitStatus {
        input.start()
        defer { input.stop() }
        if let demo { introduce(demo) }
        send(start)
        while true {
            if let report = LoginReport(state: cancelledIn ?? state, cancelled: cancelledIn != nil || ending != nil) {
                return end(report)
            }
            turn()
        }
    }

    private func turn() {
        goOnAlone()
        if cancelledIn != nil { return }
        let now = stage.world.now().uptime
        let next = [FlowDeadline.next(state), presenter.nextMark(state)].compactMap { $0 }.min()
        let descriptors =
            [stage.signals.descriptor, stage.mailbox.descriptor] + (takesInput ? [input.descriptor] : [])
        let ready = Poll.wait(descriptors, timeout: next.map { max($0 - now, 0) })
        for signal in stage.signals.drain() { take(signal) }
        for letter in stage.mailbox.take() { take(letter) }
        if ready.contains(input.descriptor) { takeInput() }
        if next.map({ $0 <= stage.world.now().uptime }) == true { send(.clockTicked) }
    }

    private func takeInput() {
        for line in input.read() { take(line) }
        // A script knows that it closed its end; a person who pressed Ctrl-D may think that this ends the login.
        if input.isTerminal, !input.isOpen, case .awaitingCallback(let waiting) = state,
            waiting.canBeAnsweredWithoutInput
        {
            let who =
                switch waiting.listener {
                case .open, .reopening: "The browser"
                case .absent, .lost: "Another device"
                }
            say(["No more answers are read. \(who) can still bring one; Ctrl-C cancels."])
        }
    }

    /// What is typed or piped before the login asks for it stays where it is until then.
    private var takesInput: Bool {
        guard input.isOpen else { return false }
        switch state {
        case .ready, .prepared, .awaitingCallback: return true
        // A person may give up here as well.
        case .discovering, .exchanging, .verifying: return input.isTerminal
        case .configuring, .generating, .opening, .pushing, .authenticated, .failed: return false
        }
    }

    /// Without a person at the keyboard there is nobody to wait for: steps go on, and a login that can only be
    /// answered there ends when the input has ended.
    private func goOnAlone() {
        guard !input.isTerminal || !input.isOpen else { return }
        switch state {
        case .ready, .prepared:
            send(.continued)
        case .awaitingCallback(let waiting):
            if !input.isOpen, !waiting.canBeAnsweredWithoutInput { cancelledIn = state }
        case .configuring, .discovering, .generating, .opening, .pushing, .exchanging, .verifying, .authenticated,
            .failed:
            break
        }
    }

    private func send(_ event: FlowEvent) {
        let before = state
        let now = stage.world.now()
        let effects = FlowMachine.reduce(&state, event, at: now)
        // The lines first: a browser that is opened may draw at once.
        write(presenter.lines(for: state, after: before, at: now))
        for effect in effects { stage.runner.run(effect) }
        // Back at the form, which lines do not have.
        if case .configuring = state { cancelledIn = before }
    }

    private func take(_ letter: Mailbox.Letter) {
        switch letter {
        case .event(.flow(let event)): send(event)
        case .event(.copied(let sentence)): say([sentence])
        case .event(.demoVisit(let progress)): take(progress)
        case .copyThroughTerminal(let text, let sentence):
            guard Streams.isTerminal(2) else { return say(["There is no terminal to copy through."]) }
            _ = Streams.write(
                ClipboardSequence.osc52(text.reveal(), isInScreen: front.terminalOptions.isInScreen), to: 2)
            say([sentence])
        case .event(.key), .event(.clockTicked), .event(.resized), .event(.leftPlainPage), .event(.resumed),
            .event(.profiles), .event(.waitingKept), .event(.pairDrawn), .event(.sessionKept), .event(.saved),
            .event(.keyFilesRead):
            // Only screens have these.
            break
        }
    }

    private func take(_ progress: DemoVisitProgress) {
        switch progress {
        case .step(let sentence): say([sentence])
        case .failed(let sentence): say(["The demo user could not sign in: \(sentence)"])
        case .brought(let address): send(.answerPasted(address))
        }
    }

    private func take(_ signal: SignalEvent) {
        switch signal {
        case .interrupt, .terminate, .hangUp, .quit:
            ending = signal
        case .suspend:
            input.suspend()
        case .continued:
            input.start()
        case .resized:
            break
        }
    }

    private func take(_ line: String) {
        write(presenter.answered(line, in: state))
        if demo != nil, line.lowercased() == "d", case .awaitingCallback(let waiting) = state {
            return stage.runner.visit(waiting.attempt.request.address)
        }
        switch PlainInput.read(line) {
        case .answer(let text): send(.answerPasted(text))
        case .openBrowser: send(.browserRequested)
        case .copy: copyAddress()
        case .help: say(presenter.help(for: state))
        case .newAttempt: send(.attemptRenewed)
        case .waitLonger: send(.waitExtended)
        case .explain: say(presenter.explanation(of: state, at: stage.world.now()))
        case .report: say(presenter.report(on: state, at: stage.world.now()))
        case .keep: keepAndLeave()
        case .earlier(let number): send(.attemptChosen(number))
        case .cancel: send(.cancelled)
        case .nothing: send(.continued)
        }
    }

    /// Ends without giving the login up, where it is in the store.
    private func keepAndLeave() {
        guard case .awaitingCallback = state else { return say(["There is nothing to keep now."]) }
        Blocking.run { [keeper] in await keeper?.settle() }
        guard let name = keeper?.name else {
            return say(["This login is not kept: sessions are not stored here. 0 cancels it."])
        }
        say(["pixie: the login waits for its answer. Go on with it: pixie resume \(name)"])
        send(.left(.keeping))
        cancelledIn = state
    }

    private func copyAddress() {
        guard case .awaitingCallback(let waiting) = state else { return }
        stage.runner.copy(Secret(waiting.attempt.request.address.text), isSecret: false)
    }

    private func introduce(_ demo: DemoFacts) {
        say([
            "pixie: a provider for trying is running at \(demo.issuer), in this program only.",
            "Sign in there as \(demo.username) with the password \(demo.password.reveal())"
                + (input.isTerminal ? ", or type d to let pixie go through its pages." : "."),
        ])
    }

    private func say(_ lines: [String]) {
        write(presenter.say(lines, in: state))
    }

    private func write(_ lines: [PlainLine]) {
        for line in lines { _ = Streams.write(line.endsLine ? line.text + "\n" : line.text, to: 2) }
    }

    /// Ctrl-C gives a login up. Whatever else ends the process does not: it can be gone on with.
    private func leaveWaiting() {
        guard case .awaitingCallback = cancelledIn ?? state, let ending else { return }
        switch ending {
        case .interrupt, .quit: send(.left(.discarding))
        case .terminate, .hangUp:
            send(.left(.keeping))
            Blocking.run { [keeper] in await keeper?.settle() }
            if let name = keeper?.name {
                say(["pixie: the login waits for its answer. Go on with it: pixie resume \(name)"])
            }
        case .resized, .suspend, .continued: break
        }
    }

    private func end(_ report: LoginReport) -> ExitStatus {
        if case .authenticated(let session) = state {
            // Typing a passphrase needs the terminal as it was.
            input.stop()
            save(session)
        }
        leaveWaiting()
        if front.isJSON, !Streams.report(report, showTokens: front.showsTokens, profile: profile) { return .other }
        return ending?.exitStatus ?? report.exitStatus
    }
}
