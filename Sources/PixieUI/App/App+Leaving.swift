import LoginFlow
import OAuth
import Screen

// Going back and going away.
extension App {
    /// How long the second Control-C may take, in seconds.
    private static let interruptSeconds = 2.0

    /// One level: a box, then looking back, then the step. It never leaves pixie, and asks before something is lost.
    static func goBack(_ state: inout AppState) -> [AppCommand] {
        if let overlay = state.overlay {
            if case .rejection = overlay { state.dismissedRejections = state.awaiting?.rejectionCount ?? 0 }
            state.overlay = state.overlayBelow
            return []
        }
        if state.view.lookingBack != nil {
            state.view.lookingBack = nil
            state.reveal = nil
            return []
        }
        switch state.place {
        case .discover, .request, .failure:
            return feed(.cancelled, &state)
        case .signIn:
            if state.view.page != .ways {
                state.view.page = .ways
            } else if let awaiting = state.awaiting, !state.paste.isEmpty {
                _ = state.paste.edit(.control("u"), for: awaiting)
            } else {
                state.overlay = .confirm(.editProfile)
            }
        case .exchange:
            state.overlay = .confirm(.stopExchange)
        case .work:
            state.work = nil
            state.reveal = nil
        case .profile:
            if state.picker != nil {
                state.isPicking = true
                state.profileName = nil
            }
        case .tokens, .picker, .plainPage, .tooSmall, .confirm, .help, .explain, .rejection, .messages, .palette,
            .earlier:
            break
        }
        return []
    }

    static func leave(_ state: inout AppState) -> [AppCommand] {
        guard state.loss != nil else { return quit(&state) }
        state.overlay = .confirm(.leave)
        state.reveal = nil
        return []
    }

    static func confirm(_ state: inout AppState) -> [AppCommand] {
        guard case .confirm(let confirmation) = state.overlay else { return [] }
        state.overlay = nil
        switch confirmation {
        case .leave: return quit(&state)
        case .editProfile, .stopExchange: return feed(.cancelled, &state)
        case .deleteProfile(let name): return [.removeProfile(name)]
        }
    }

    /// The first Control-C says what would be lost, the second one leaves.
    static func interrupt(_ state: inout AppState) -> [AppCommand] {
        if state.interruptArmedUntil != nil || state.overlay == .confirm(.leave) { return quit(&state) }
        state.interruptArmedUntil = state.now.uptime + interruptSeconds
        state.message = StatusMessage(.warning, LossText.interrupt(state.loss))
        return []
    }

    /// What is kept of the waiting login stays where it is; what is not kept yet is asked about when the screens are gone.
    static func keepAndLeave(_ state: inout AppState) -> [AppCommand] {
        guard state.canKeep else { return [] }
        state.isLeftWaiting = state.awaiting != nil
        return feed(.left(.keeping), &state) + [.quit]
    }

    private static func quit(_ state: inout AppState) -> [AppCommand] {
        state.isDiscarded = state.loss == .tokens
        return feed(.left(.discarding), &state) + [.quit]
    }
}
