import LoginFlow
import OAuth
import PixieUI
import Sessions

/// What a refresh means for whoever wanted a token.
struct RefreshReading {
    let name: SessionName
    let wish: TokenWish
    /// The token from before the refresh.
    let before: KeptToken
    let now: Timestamp

    /// - Parameter token: What the session has after the refresh.
    func result(_ outcome: RefreshOutcome, _ token: KeptToken?) -> TokenOutput.Result {
        switch outcome {
        case .refreshed(let change, let notStored):
            var result = given(outcome, token)
            result.isRefreshed = true
            result.checks = change.checks
            if notStored != nil || wish.mustRefresh { Streams.err("pixie: \(outcome.message)") }
            // Who asked for it wants to know what it changed; who asked for a token wants the token.
            if wish.mustRefresh { RefreshText.lines(change).forEach { Streams.err($0) } }
            return result
        case .adopted:
            return given(outcome, token)
        case .tooSoon:
            // The newest that there is. A provider whose tokens live for seconds is asked twice a minute at most.
            Streams.err("pixie: \(outcome.message)")
            return given(outcome, token)
        case .kept(let trouble):
            let isHarmless = trouble.isOfTheMoment && !wish.mustRefresh && !wish.isUrgent
            guard isHarmless, before.expiresAt.map({ $0 > now }) ?? true else {
                return failed(outcome, trouble.exitStatus, trouble.ending)
            }
            Streams.err("pixie: \(outcome.message) The token from before is used.")
            return given(outcome, before)
        case .ended:
            return failed(outcome, .refused, .refused, needsLogin: true)
        case .impossible(.noRefreshToken) where !wish.mustRefresh && !wish.isUrgent && (before.expiresAt ?? now) > now:
            return given(outcome, before)
        case .impossible:
            return failed(outcome, .noTerminal, .loginNeeded, needsLogin: true)
        case .cancelled:
            return failed(outcome, .refused, .cancelled)
        }
    }

    private func given(_ outcome: RefreshOutcome, _ token: KeptToken?) -> TokenOutput.Result {
        guard let token else { preconditionFailure("RefreshReading: a session that is alive has a token") }
        return TokenOutput.Result(
            outcome: .token, reason: outcome.reason, message: outcome.message, status: .ok, token: token)
    }

    private func failed(
        _ outcome: RefreshOutcome, _ status: ExitStatus, _ ending: TokenOutcome, needsLogin: Bool = false
    ) -> TokenOutput.Result {
        TokenOutput.Result(
            outcome: ending, reason: outcome.reason, message: outcome.message, status: status, token: nil,
            checks: outcome.failedChecks, needsLogin: needsLogin)
    }
}

extension RefreshOutcome {
    /// What was judged when it went wrong.
    fileprivate var failedChecks: [Check] {
        switch self {
        case .kept(.idToken(let fault)): [fault.check]
        case .kept(.answer(.unusable(let fault))): fault.checks
        case .refreshed, .adopted, .tooSoon, .kept, .ended, .impossible, .cancelled: []
        }
    }
}

extension RefreshTrouble {
    /// Whether only the moment is bad: the token from before is as good as it was.
    fileprivate var isOfTheMoment: Bool {
        switch self {
        case .locked, .transport, .answer(.unavailable), .answerLost: true
        case .unreadable, .answer(.ended), .answer(.refused), .answer(.unusable), .idToken: false
        }
    }

    /// The `outcome` of the report, as after a login.
    fileprivate var ending: TokenOutcome {
        switch self {
        case .answer(.ended), .answer(.refused): .refused
        case .locked, .unreadable, .transport, .answer(.unavailable), .answer(.unusable), .answerLost, .idToken:
            .failed
        }
    }

    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .locked, .unreadable, .answer(.unavailable): .other
        case .transport: .network
        case .answer(.ended), .answer(.refused), .answerLost: .refused
        case .answer(.unusable), .idToken: .checkFailed
        }
    }
}
