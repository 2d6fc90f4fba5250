import LoginFlow
import OAuth
import Screen

// What the actions do.
extension App {
    static func perform(_ action: Action, _ state: inout AppState) -> [AppCommand] {
        let commands = carryOut(action, &state)
        if let copied = CopyFallback(action, commands) { state.copied = copied }
        return commands
    }

    private static func carryOut(_ action: Action, _ state: inout AppState) -> [AppCommand] {
        switch action {
        // Everywhere.
        case .help: showHelp(&state)
        case .palette: openPalette(&state)
        case .runCommand: return runCommand(&state)
        case .messages: cover(with: .messages(scroll: 0), &state)
        case .toggleMouse: return toggleMouse(&state)
        case .back: return goBack(&state)
        case .leave: return leave(&state)
        case .confirm: return confirm(&state)
        case .keepAndLeave: return keepAndLeave(&state)
        case .interrupt: return interrupt(&state)
        case .editProfile: return feed(.cancelled, &state)
        case .suspend:
            state.reveal = nil
            return [.suspend]
        case .repaint: return [.repaint]
        case .report: return [.copy(Secret(TroubleReport.text(state)), what: .open("a report without secrets"))]
        case .showCopied: return showCopied(&state)
        case .reveal: reveal(&state)
        case .lookBack: look(at: Step(rawValue: state.shownStep.rawValue - 1), &state)
        case .lookForward: look(at: Step(rawValue: state.shownStep.rawValue + 1), &state)

        // Lists and texts.
        case .moveUp: move(by: -1, &state)
        case .moveDown: move(by: 1, &state)
        case .pageUp: move(by: -page(state), &state)
        case .pageDown: move(by: page(state), &state)
        case .toFirst: move(by: -farAway, &state)
        case .toLast: move(by: farAway, &state)

        case .pick(let action): return pick(action, &state)
        case .work(let action): return work(action, &state)

        // Profile, Discover, Request, Failure.
        case .submitForm:
            if let wish = state.form.keysToRead() { return [.readKeyFiles(wish)] }
            return submitForm(&state)
        case .nextField: state.form.moveFocus(by: 1)
        case .previousField: state.form.moveFocus(by: -1)
        case .nextProvider: _ = state.form.edit(.right)
        case .goOn: return feed(.continued, &state)
        case .retry: return feed(.retried, &state)

        // Sign in.
        case .openBrowser: return openBrowser(&state)
        case .copyAddress: return copyAddress(state)
        case .showPlainPage: return showPlainPage(&state)
        case .newAttempt: return renew(&state)
        case .extendWait: return extendWait(&state)
        case .explain: cover(with: .explain(scroll: 0), &state)
        case .sendPaste: return submitPaste(&state)
        case .stopSending:
            state.paste.stopSending()
            state.message = StatusMessage(.note, "Stopped. Enter sends it, Ctrl-U clears the field.")
        case .clearField: clearField(&state)
        case .bringBackPaste:
            if let awaiting = state.awaiting { state.paste.bringBack(for: awaiting) }
        case .showRejection: state.overlay = .rejection(scroll: 0)
        case .useAttempt(let number): return use(attempt: number, &state)
        case .visitAsDemoUser: return visit(&state)
        case .showDevice: showDevice(&state)
        case .showPicture: showPicture(&state)

        // Tokens.
        case .nextTab: turn(by: 1, &state)
        case .previousTab: turn(by: -1, &state)
        case .showTab(let tab):
            state.tokens.tab = tab
            state.reveal = nil
        case .toggle:
            if let path = TokenFacts.selectedClaim(in: state)?.path { state.tokens.toggle(path) }
        case .copyToken: return copyToken(state)
        case .refresh: return refresh(&state)
        case .introspect: return introspect(&state)
        case .find: ask(.find, &state)
        case .findNext: findAgain(backwards: false, &state)
        case .findPrevious: findAgain(backwards: true, &state)
        case .turnTimes:
            state.tokens.times = state.tokens.times.next
            state.message = StatusMessage(.note, "Times \(state.tokens.times.name).")
        case .showRaw: state.tokens.toggleRaw()
        case .saveArchive: ask(.save(.archive), &state)
        case .saveReport: ask(.save(.report), &state)
        case .submitPrompt: return submitPrompt(&state)
        case .cancelPrompt: cancelPrompt(&state)
        case .copyItem: return copyItem(state)
        }
        return []
    }

    private static func submitForm(_ state: inout AppState) -> [AppCommand] {
        if let plan = state.form.submit() { return feed(.planSubmitted(plan), &state) }
        if state.form.fields.allSatisfy({ state.form.fault(of: $0) == nil }), let fault = state.form.otherFault {
            state.message = StatusMessage(.trouble, fault)
        }
        return []
    }

    /// Goes on with sending the form, unless the person went elsewhere or changed the files meanwhile.
    static func take(_ found: KeyFilesFound, _ state: inout AppState) -> [AppCommand] {
        guard case .configuring = state.flow, !state.isPicking, found.wish == state.form.keyWish else { return [] }
        state.form.take(found)
        return submitForm(&state)
    }

    /// More rows than any list has.
    private static let farAway = 1_000_000

    private static func page(_ state: AppState) -> Int { max(1, state.size.rows - 8) }

    private static func showHelp(_ state: inout AppState) {
        if case .help(let page, _) = state.overlay {
            state.overlay = .help(page: page == .step ? .allKeys : .step, scroll: 0)
        } else {
            cover(with: .help(page: .step, scroll: 0), &state)
        }
        state.reveal = nil
    }

    /// Over a box, which comes back afterwards.
    private static func cover(with overlay: Overlay, _ state: inout AppState) {
        let below = state.overlay
        state.overlay = overlay
        state.reveal = nil
        if case .rejection = below { state.overlayBelow = below }
    }

    private static func reveal(_ state: inout AppState) {
        guard !state.forbidsReveal else {
            state.message = StatusMessage(.note, "Secrets stay hidden: --no-reveal or the configuration says so.")
            return
        }
        state.reveal = state.isRevealed ? nil : Reveal(from: state.now.uptime, state.preferences)
    }

    private static func look(at step: Step?, _ state: inout AppState) {
        guard let step, step <= state.flow.step else { return }
        state.view.lookingBack = step == state.flow.step ? nil : step
        state.reveal = nil
        state.view.listSelection = 0
    }

    static func move(by count: Int, _ state: inout AppState) {
        func scrolled(_ scroll: Int) -> Int { min(max(0, scroll + count), OverlayView.lastScroll(of: state)) }
        switch state.overlay {
        case .help(let page, let scroll): state.overlay = .help(page: page, scroll: scrolled(scroll))
        case .explain(let scroll): state.overlay = .explain(scroll: scrolled(scroll))
        case .rejection(let scroll): state.overlay = .rejection(scroll: scrolled(scroll))
        case .messages(let scroll): state.overlay = .messages(scroll: scrolled(scroll))
        case .palette(var palette):
            palette.move(by: count, among: KeyMap.commands(in: state))
            state.overlay = .palette(palette)
        case .confirm: break
        case nil:
            let last = max(0, ListFacts.rowCount(in: state) - 1)
            if state.place == .picker {
                state.picker?.move(by: count)
            } else if state.place == .tokens {
                state.tokens.selection = min(last, max(0, state.tokens.selection + count))
            } else {
                state.view.listSelection = min(last, max(0, state.view.listSelection + count))
            }
        }
    }

    private static func turn(by count: Int, _ state: inout AppState) {
        state.tokens.step(by: count)
        state.reveal = nil
    }

    private static func clearField(_ state: inout AppState) {
        if state.place == .profile {
            _ = state.form.edit(.control("u"))
        } else if let awaiting = state.awaiting {
            state.overlay = nil
            _ = state.paste.edit(.control("u"), for: awaiting)
            state.message = StatusMessage(.note, "The field is empty. u brings the paste back.")
        }
    }
}
