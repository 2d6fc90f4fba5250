import ArgumentParser
import Dispatch
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Screen
import Sessions
import Terminal

/// One login with a front-end, from the first line or frame to the exit status.
struct Login {
    /// `nil` when the form has to ask.
    let plan: LoginPlan?
    /// What the form starts with when it has to.
    let prefill: Prefill
    let caFile: String?
    /// The command of the profile that opens addresses.
    let browser: String?
    let front: FrontOrder
    let demo: DemoFacts?
    let profile: ProfileName?
    /// How its session is stored; `nil` when it is not.
    let storing: StoreOrder?
    /// To choose from, when nothing was named.
    var picker: PickerStart?
    /// What providers said of themselves; nil when that is neither used nor kept.
    var metadata: MetadataShelf?
    /// A login that another process began.
    var resumed: WaitingChoice?
    /// Where the session is put for whoever started the login; `nil` when nobody waits for it.
    var signedIn: Box<StoredSession?>?

    func run() throws -> ExitStatus {
        SettingsShelf.tellMistakes()
        let keeper = keeper()
        let vault = vault()
        let stage: Stage
        do throws(Stage.Fault) {
            stage = try Stage(
                caFile: caFile, browser: browser, noBrowser: front.opensNoBrowser, demo: demo, keeper: keeper,
                vault: vault,
                metadata: metadata)
        } catch {
            switch error {
            case .network(.caFile):
                throw ValidationError("--ca-file: \(error.message)")
            case .network(.proxy):
                // As every other variable that cannot be read.
                throw ValidationError(error.message)
            case .noDescriptors:
                Streams.err("pixie: \(error.message)")
                return .other
            }
        }
        defer { stage.close() }
        return front.isPlain ? runPlain(stage, keeper) : MainActor.assumeIsolated { runScreens(stage, keeper, vault) }
    }

    /// What the login begins with; `nil` when the form or the list has to ask.
    private var start: FlowEvent? {
        resumed.map { .loginResumed($0.login) } ?? plan.map { .planSubmitted(metadata?.told($0) ?? $0) }
    }

    /// Keeps the login while it waits, when sessions are stored at all.
    private func keeper() -> WaitingKeeper? {
        guard let storing, let access = try? StoreAccess(storing) else { return nil }
        return WaitingKeeper(profile: profile, taken: resumed?.place, open: { access.quietly() })
    }

    /// Keeps the session while it is on the screen.
    private func vault() -> SessionVault? {
        guard let storing, let access = try? StoreAccess(storing) else { return nil }
        return SessionVault(open: { access.quietly() })
    }

    private func runPlain(_ stage: Stage, _ keeper: WaitingKeeper?) -> ExitStatus {
        guard let start else {
            Streams.err("pixie: say where to log in: pixie login ISSUER --client-id ID --plain")
            return .usage
        }
        return PlainLoop(
            stage: stage, start: start, front: front, demo: demo, profile: profile, keeper: keeper,
            save: { save($0.stored, as: profile) }
        ).run()
    }

    @MainActor
    private func runScreens(_ stage: Stage, _ keeper: WaitingKeeper?, _ vault: SessionVault?) -> ExitStatus {
        let terminal = CursesTerminal(options: front.terminalOptions)
        do throws(TerminalFault) {
            try terminal.start()
        } catch {
            return withoutScreens(error, stage, keeper)
        }
        Streams.hold()
        let state = AppState(
            surroundings: stage.surroundings, glyphs: terminal.glyphs, size: terminal.size(), demo: demo,
            profileName: profile.map { ForeignText($0.text) }, profiles: picker?.rows,
            prefill: prefill, isMouseOn: front.isMouseOn, forbidsReveal: front.forbidsReveal,
            preferences: front.preferences, notices: SettingsShelf.reading.complaints, keepQuestion: keepQuestion,
            now: stage.world.now())
        let loop = EventLoop(
            state: state, terminal: terminal,
            signals: EventLoop.SignalSource(
                descriptor: stage.signals.descriptor, drain: { stage.signals.drain() }),
            mailbox: stage.mailbox, runner: stage.runner, world: stage.world, desk: picker?.desk ?? NoProfiles(),
            keeper: keeper, endsSignedIn: signedIn != nil)
        let ending = loop.run(startingWith: start.map { [.flow($0)] } ?? []) { [mailbox = stage.mailbox] in
            guard let picker else { return }
            // What the first frame does not show does not keep it waiting.
            DispatchQueue.global().async {
                mailbox.post(.event(.profiles(.rows(picker.kept()))))
                if let providers = picker.providers { mailbox.post(.event(.profiles(.providers(providers())))) }
            }
        }
        terminal.stop()
        loop.finishRefresh()
        picker?.desk.settle()
        Blocking.run { await vault?.settle() }
        Streams.release()
        // One that was picked on the screen takes the place of the one that was named.
        let shown = loop.state.profileName.flatMap { try? ProfileName($0.safe(limit: ProfileName.limit)) }
        if loop.state.isLeftWaiting { keepWaiting(keeper) }
        if ending != .quit || loop.state.isLeftWaiting {
            tellWaiting(loop.state.flow, keeper, stage)
        } else if loop.state.isWaitingForAnswer {
            Streams.err("pixie: not signed in. The attempt is discarded.")
        }
        return end(loop.state.flow, ending, stage, shown ?? profile, vault, isDiscarded: loop.state.isDiscarded)
    }

    /// Stores the session, when that is wanted, and says how other tools get its token.
    private func save(
        _ session: StoredSession, as profile: ProfileName?, _ vault: SessionVault? = nil, isDiscarded: Bool = false
    ) {
        // Of one that the provider has ended nothing is left to keep.
        guard session.tokens != nil else { return }
        signedIn?.put(session)
        guard let storing else { return }
        if let name = vault?.name, vault?.has(session) == true {
            (try? StoreAccess(storing))?.warnOfChosen()
            Streams.err("token: curl -H \"$(pixie token \(name) --header)\" ADDRESS")
            return
        }
        guard !isDiscarded else {
            Streams.err("pixie: the session is not stored, as you chose. Its tokens are forgotten.")
            return
        }
        do throws(StoreFault) {
            let keeper = SessionKeeper(
                access: try StoreAccess(storing), profile: profile,
                canAsk: !front.isJSON && storing.mayAsk && PrivateQuestion.isPossible)
            if let name = keeper.save(session) {
                Streams.err("token: curl -H \"$(pixie token \(name) --header)\" ADDRESS")
            }
        } catch {
            Streams.err("pixie: the session is not stored: \(error.message)")
        }
    }

    /// Screens are not possible: lines may be.
    private func withoutScreens(
        _ fault: TerminalFault, _ stage: Stage, _ keeper: WaitingKeeper?
    ) -> ExitStatus {
        Streams.err("pixie: \(fault.message)")
        switch fault {
        case .noTerminal:
            return .noTerminal
        case .unusable:
            guard start != nil, Streams.isTerminal(0) else { return .terminalUnusable }
            return runPlain(stage, keeper)
        }
    }

    /// What has to be asked before something is stored that is not yet.
    private var keepQuestion: KeepQuestion? {
        guard let storing, !front.isJSON else { return nil }
        return (try? StoreAccess(storing))?.question
    }

    /// While the screens were up nobody could be asked.
    private func keepWaiting(_ keeper: WaitingKeeper?) {
        Blocking.run { await keeper?.settle() }
        guard let keeper, keeper.name == nil, let storing else { return }
        do throws(StoreTrouble) {
            let access = try StoreTrouble.of { () throws(StoreFault) in try StoreAccess(storing) }
            guard let store = try access.forSaving(.waiting, canAsk: true) else { return }
            if !keeper.keepNow(in: store) {
                Streams.err("pixie: the login is not kept: another login to the same place waits there already.")
            }
        } catch {
            Streams.err("pixie: the login is not kept: \(error.message)")
        }
    }

    /// How to go on with a login that was left waiting.
    private func tellWaiting(_ flow: FlowState, _ keeper: WaitingKeeper?, _ stage: Stage) {
        guard case .awaitingCallback(let awaiting) = flow else { return }
        Blocking.run { await keeper?.settle() }
        guard let name = keeper?.name else {
            Streams.err("pixie: not signed in. The attempt is discarded.")
            return
        }
        let left = Durations.short(max(0, awaiting.attempt.deadline - stage.world.now().uptime))
        Streams.err("pixie: the login waits for its answer, \(left) more. Go on with it: pixie resume \(name)")
    }

    /// What is left on the terminal, and the exit status.
    private func end(
        _ flow: FlowState, _ ending: EventLoop.Ending, _ stage: Stage, _ profile: ProfileName?,
        _ vault: SessionVault?, isDiscarded: Bool
    ) -> ExitStatus {
        if case .authenticated(let session) = flow {
            for line in session.farewell(profile: profile?.text, now: stage.world.now().wall) { Streams.err(line) }
            save(session.stored, as: profile, vault, isDiscarded: isDiscarded)
        }
        guard let report = LoginReport(state: flow, cancelled: true) else {
            preconditionFailure("Login: a cancelled login always has a report")
        }
        // The screens are gone with what they said; a failure is worth a line that stays.
        if case .failed(let failure) = flow {
            for line in Explain.failure(failure, now: failure.at).farewell { Streams.tell(line) }
        }
        if front.isJSON, !Streams.report(report, showTokens: front.showsTokens, profile: profile) { return .other }
        switch ending {
        case .quit: return report.exitStatus
        case .signal(let signal): return signal.exitStatus
        case .hungUp: return .hungUp
        }
    }
}

extension SignalEvent {
    /// 128 and the signal's number, as shells count.
    var exitStatus: ExitStatus {
        switch self {
        case .interrupt, .quit: .interrupted
        case .terminate: .terminated
        case .hangUp: .hungUp
        case .resized, .suspend, .continued: .other
        }
    }
}
