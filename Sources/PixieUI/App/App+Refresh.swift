import LoginFlow
import OAuth

// New tokens for the session on the screen. The machine decides; here it is asked, and what came of it is told.
extension App {
    static func refresh(_ state: inout AppState) -> [AppCommand] {
        guard let session = state.session else { return [] }
        state.tokens.tab = .refresh
        state.reveal = nil
        guard session.refresh.isResting else {
            state.message = StatusMessage(.note, "A refresh is under way already.")
            return []
        }
        return feed(.refresh(.refreshWanted(.person)), &state)
    }

    /// The tab of the refresh tells everything; on the others a line does.
    static func refreshed(_ old: Session, _ new: Session, _ state: inout AppState) {
        guard old.refresh != new.refresh, case .resting(let resting) = new.refresh, let outcome = resting.outcome else {
            return
        }
        // What was selected and revealed was of the tokens before.
        if new.change != old.change {
            state.reveal = nil
            state.tokens.forgetSelection(of: .refresh)
        }
        guard state.place != .tokens || state.tokens.tab != .refresh else { return }
        state.message = StatusMessage(outcome.kind, RefreshText.headline(outcome, new))
    }
}

extension RefreshOutcome {
    /// How it is marked.
    var kind: StatusMessage.Kind {
        switch self {
        case .refreshed(_, notStored: nil), .adopted: .done
        case .refreshed(_, notStored: _?): .warning
        case .tooSoon, .cancelled: .note
        case .kept, .ended, .impossible: .trouble
        }
    }
}
