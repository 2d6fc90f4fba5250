import ArgumentParser
import PixieUI
import Profiles
import Screen
import Terminal

/// `pixie pkce --screen`: "Check your work" in a terminal, without a login.
struct WorkBench {
    let verifier: String
    let challenge: String

    /// The same without a screen.
    static let instead = "Give both as arguments: pixie pkce VERIFIER --challenge CHALLENGE"

    func run() throws -> ExitStatus {
        SettingsShelf.tellMistakes()
        let stage: Stage
        do throws(Stage.Fault) {
            stage = try Stage(caFile: nil, noBrowser: true, demo: nil)
        } catch {
            Streams.err("pixie: \(error.message)")
            return .other
        }
        defer { stage.close() }
        return MainActor.assumeIsolated { show(stage) }
    }

    @MainActor
    private func show(_ stage: Stage) -> ExitStatus {
        let terminal = CursesTerminal(
            options: TerminalOptions(SettingsShelf.settings))
        do throws(TerminalFault) {
            try terminal.start()
        } catch {
            switch error {
            case .noTerminal:
                Streams.err("pixie: There is no terminal. \(Self.instead)")
                return .noTerminal
            case .unusable:
                Streams.err("pixie: The terminal (TERM) cannot show screens. \(Self.instead)")
                return .terminalUnusable
            }
        }
        var state = AppState(
            surroundings: stage.surroundings, glyphs: terminal.glyphs, size: terminal.size(),
            isMouseOn: SettingsShelf.settings.mouse ?? false, forbidsReveal: SettingsShelf.settings.reveal == .never,
            preferences: Preferences(SettingsShelf.settings), notices: SettingsShelf.reading.complaints,
            now: stage.world.now())
        state.checkWork(verifier: verifier, challenge: challenge)
        let loop = EventLoop(
            state: state, terminal: terminal,
            signals: EventLoop.SignalSource(
                descriptor: stage.signals.descriptor, drain: { stage.signals.drain() }),
            mailbox: stage.mailbox, runner: stage.runner, world: stage.world)
        let ending = loop.run(startingWith: [])
        terminal.stop()
        switch ending {
        case .quit: return .ok
        case .signal(let signal): return signal.exitStatus
        case .hungUp: return .hungUp
        }
    }
}
