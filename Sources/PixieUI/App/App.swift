import LoginFlow
public import OAuth
import Screen

/// The one place that changes what the screens show.
///
/// It is pure, like the machine under it: keys become actions by the key map, actions become events of the machine or
/// orders to the world, and everything that happens comes back as an event.
public enum App {
    /// Takes one event. The commands are to be carried out in their order.
    public static func update(_ state: inout AppState, _ event: AppEvent, at now: Moment) -> [AppCommand] {
        state.now = now
        switch event {
        case .key(let key):
            return press(key, &state)
        case .flow(let event):
            return feed(event, &state)
        case .clockTicked:
            return tick(&state)
        case .resized(let size):
            state.size = size
            // Other people may now see another part of the window.
            state.reveal = nil
            return []
        case .copied(let sentence):
            state.message = StatusMessage(.done, CopyFallback.adapted(sentence, to: state))
            return []
        case .demoVisit(let progress):
            return follow(progress, &state)
        case .profiles(let news):
            return follow(news, &state)
        case .keyFilesRead(let found):
            return take(found, &state)
        case .pairDrawn(let entropy):
            makePair(entropy, &state)
            return []
        case .waitingKept(let isKept):
            state.isWaitingKept = isKept
            return []
        case .sessionKept(let name):
            state.sessionName = name.map { ForeignText($0) }
            if state.loss == .tokens, state.canKeep, state.message == nil {
                state.message = StatusMessage(.note, "Nothing is stored yet: q asks whether to keep the session.")
            }
            // Whoever was asked wants to leave, and there is nothing to ask about any more.
            return state.overlay == .confirm(.leave) && state.loss == nil ? leave(&state) : []
        case .saved(let path, let problem):
            let done = "Saved as \(ForeignText(path).safe(limit: 200)). Only you can read it; no secret is in it."
            state.message = problem.map { StatusMessage(.trouble, $0) } ?? StatusMessage(.done, done)
            return []
        case .leftPlainPage:
            state.isOnPlainPage = false
            return []
        case .resumed:
            state.reveal = nil
            return []
        }
    }

    /// Lets time pass: whatever was due happens now.
    private static func tick(_ state: inout AppState) -> [AppCommand] {
        var commands: [AppCommand] = []
        if let reveal = state.reveal, reveal.until <= state.now.uptime { state.reveal = nil }
        if let until = state.interruptArmedUntil, until <= state.now.uptime {
            state.interruptArmedUntil = nil
            state.message = nil
        }
        if let sendsAt = state.paste.sendsAt, sendsAt <= state.now.uptime {
            commands += submitPaste(&state)
        }
        if let deadline = FlowDeadline.next(state.flow), deadline <= state.now.uptime {
            commands += feed(.clockTicked, &state)
        }
        return commands
    }

    /// Tells the machine, and follows where it went.
    static func feed(_ event: FlowEvent, _ state: inout AppState) -> [AppCommand] {
        let before = state.flow
        let commands = FlowMachine.reduce(&state.flow, event, at: state.now).map(AppCommand.flow)
        if case .awaitingCallback = before { state.cameByListener = event.isArrival }
        return commands + arrive(from: before, &state)
    }

    /// What a change of the machine means for the screen.
    private static func arrive(from before: FlowState, _ state: inout AppState) -> [AppCommand] {
        if let new = state.awaiting, case .awaitingCallback(let old) = before {
            stayed(old, new, &state)
            return []
        }
        if let new = state.session, case .authenticated(let old) = before {
            state.tokens.take(new, at: state.now.wall)
            refreshed(old, new, &state)
            return []
        }
        guard Stage(before) != Stage(state.flow) else { return [] }
        leaveStep(&state)
        var commands: [AppCommand] = []
        if case .awaitingCallback = before {
            state.paste = PasteField()
            if !state.hasFocus, state.preferences.ringsBell { commands.append(.bell) }
        }
        if case .awaitingCallback = state.flow { state.dismissedRejections = 0 }
        if case .authenticated(let session) = state.flow {
            showTokens(session, &state)
            commands.append(.keepSession(session.stored))
        }
        if case .configuring(let configuring) = state.flow, let plan = configuring.previous {
            state.isPicking = state.picker != nil && state.profileName != nil
            state.form = state.form.following(plan)
        }
        if state.isOnPlainPage {
            state.isOnPlainPage = false
            commands.append(.leavePlainPage)
        }
        return commands
    }

    /// Nothing that lay over a step, was typed in it or said of it is there in the next one.
    private static func leaveStep(_ state: inout AppState) {
        // The question about leaving stays while there is something to lose.
        if state.overlay != .confirm(.leave) || state.loss == nil { state.overlay = nil }
        state.view = StepView()
        state.work = nil
        state.reveal = nil
        state.message = nil
        state.interruptArmedUntil = nil
    }

    private static func showTokens(_ session: Session, _ state: inout AppState) {
        state.tokens = TokensPane()
        state.tokens.times = state.preferences.timeStyle
        state.tokens.take(session, at: state.now.wall)
        // What is told about the person comes first where no ID token tells it.
        if session.idToken == nil, session.tokens.user != nil || session.person != nil { state.tokens.tab = .user }
        if state.cameByListener, state.surroundings.sshFrom != nil {
            state.message = StatusMessage(.done, "The answer came through the forwarded port: no paste was needed.")
        }
    }

    /// The login still waits for its answer.
    private static func stayed(_ old: Awaiting, _ new: Awaiting, _ state: inout AppState) {
        if new.attempt.number != old.attempt.number {
            state.overlay = nil
            state.reveal = nil
            state.dismissedRejections = new.rejectionCount
            state.paste.judge(for: new)
            state.message = StatusMessage(
                .note, "This is attempt \(new.attempt.number), with its own state, nonce and verifier.")
        }
        if new.rejectionCount > old.rejectionCount, let rejection = new.rejection {
            reject(rejection, count: new.rejectionCount, &state)
        }
        guard new.browser != old.browser else { return }
        switch new.browser {
        case .asked(let program):
            state.message = StatusMessage(.done, "Asked \(program) to open the address. Nothing there? c or p")
        case .failed(let why):
            state.message = StatusMessage(.trouble, "No browser: \(why) Use c or p.")
        case .notAsked, .opening:
            break
        }
    }

    /// A paste always gets its box. A visitor of the listener gets it once: a web page that calls again and again must
    /// not take the screen away from the person.
    private static func reject(_ rejection: Rejection, count: Int, _ state: inout AppState) {
        switch rejection.source {
        case .paste:
            state.overlay = .rejection(scroll: 0)
        case .listener where state.dismissedRejections == 0 && state.overlay == nil && state.paste.isEmpty:
            state.overlay = .rejection(scroll: 0)
        case .listener:
            state.message = StatusMessage(
                .warning, "Another answer came to the listener and was not used (\(count) so far). w shows why.")
        }
    }

    private static func follow(_ progress: DemoVisitProgress, _ state: inout AppState) -> [AppCommand] {
        guard state.view.isDemoVisiting, let awaiting = state.awaiting else { return [] }
        switch progress {
        case .step(let text):
            state.message = StatusMessage(.note, "Demo user: \(text)")
        case .failed(let why):
            state.view.isDemoVisiting = false
            state.message = StatusMessage(.trouble, "The demo user did not get through: \(why)")
        case .brought(let address):
            state.view.isDemoVisiting = false
            state.overlay = nil
            state.view.lookingBack = nil
            state.message = StatusMessage(.done, "The demo user signed in and brought this address.")
            state.paste.paste(address, for: awaiting, at: state.now.uptime)
        }
        return []
    }
}

extension FlowEvent {
    /// A visit to the listener.
    fileprivate var isArrival: Bool {
        if case .callbackArrived = self { true } else { false }
    }
}

/// The case of a state without what it carries.
private enum Stage: Equatable {
    case configuring, discovering, ready, generating, opening, pushing, prepared, awaiting, exchanging, verifying
    case authenticated, failed

    init(_ state: FlowState) {
        switch state {
        case .configuring: self = .configuring
        case .discovering: self = .discovering
        case .ready: self = .ready
        case .generating: self = .generating
        case .opening: self = .opening
        case .pushing: self = .pushing
        case .prepared: self = .prepared
        case .awaitingCallback: self = .awaiting
        case .exchanging: self = .exchanging
        case .verifying: self = .verifying
        case .authenticated: self = .authenticated
        case .failed: self = .failed
        }
    }
}
