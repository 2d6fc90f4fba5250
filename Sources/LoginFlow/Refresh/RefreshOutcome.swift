public import OAuth

/// What came of the wish for a refresh.
public indirect enum RefreshOutcome: Sendable, Equatable {
    /// New tokens. When they could not be stored they are in memory only, for the reason that is told.
    case refreshed(RefreshChange, notStored: ForeignText?)
    /// Another pixie had refreshed already; its tokens are used, nothing was sent.
    case adopted
    /// Automatic, and too soon after the last time; the seconds that are left.
    case tooSoon(Double)
    /// The session is as it was.
    case kept(RefreshTrouble)
    /// The provider refused the refresh token for good, and nobody had replaced it. A new login is needed.
    case ended(TokenError, notStored: ForeignText?)
    case impossible(RefreshHindrance)
    case cancelled
}

/// Why a refresh brought nothing; nothing was lost.
public enum RefreshTrouble: Sendable, Equatable {
    case locked(ForeignText)
    case unreadable(ForeignText)
    case transport(TransportFailure)
    case answer(RefreshFault)
    case idToken(IDTokenFault)
    /// The answer to an earlier try was lost, and then the refresh token was refused: the provider has most likely
    /// replaced it.
    case answerLost(TokenError)
}

/// Why no refresh is possible.
public enum RefreshHindrance: Sendable, Equatable {
    case noRefreshToken
    case sessionEnded
    /// It was removed from the store meanwhile.
    case sessionGone
}

extension RefreshOutcome {
    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .refreshed: "ok"
        case .adopted: "refreshed_elsewhere"
        case .tooSoon: "refresh_too_soon"
        case .kept(let trouble): trouble.reason
        case .ended: "invalid_grant"
        case .impossible(.noRefreshToken): "no_refresh_token"
        case .impossible(.sessionEnded): "session_ended"
        case .impossible(.sessionGone): "session_gone"
        case .cancelled: "cancelled"
        }
    }

    /// What happened and what to do. For a failure of the network front-ends have better words: they know the host.
    public var message: String {
        switch self {
        case .refreshed(let change, nil):
            "Refreshed. \(change.rotation.message)"
        case .refreshed(let change, let why?):
            "Refreshed, but not stored: \(why.safe(limit: 600)) \(change.rotation.message) The new tokens are in "
                + "memory only: keep pixie open, make room or mend the place, and refresh again."
        case .adopted:
            "Another pixie had refreshed this session already. Its tokens are used."
        case .tooSoon(let seconds):
            "The last refresh was a moment ago; the next automatic one is in \(Int(seconds.rounded(.up))) s."
        case .kept(let trouble):
            trouble.message
        case .ended(let error, let why):
            error.message(for: .refresh)
                + (why.map { " That could not be stored: \($0.safe(limit: 600))" } ?? "")
        case .impossible(.noRefreshToken):
            "The provider gave no refresh token. Log in again when the access token has expired."
        case .impossible(.sessionEnded):
            "This session has ended. Log in again."
        case .impossible(.sessionGone):
            "This session was removed meanwhile, or another login took its place. Log in again."
        case .cancelled:
            "Cancelled. The session is as it was."
        }
    }
}

extension RefreshTrouble {
    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .locked: "session_locked"
        case .unreadable: "session_unreadable"
        case .transport: "refresh_no_answer"
        case .answer(let fault): fault.reason
        case .idToken(let fault): fault.reason
        case .answerLost: "refresh_answer_lost"
        }
    }

    public var message: String {
        switch self {
        case .locked(let holder):
            "Another pixie works with this session (\(holder.safe(limit: 80))). Try again when it is done."
        case .unreadable(let why):
            "The stored session cannot be read: \(why.safe(limit: 600)) Nothing was sent."
        case .transport(let failure) where failure.mayHaveArrived:
            "No answer came to the refresh: \(failure.cause). The session is kept; if the provider has replaced the "
                + "refresh token already, you may need a new login. Try again."
        case .transport(let failure):
            "The refresh did not reach the provider: \(failure.cause). The session is kept. Try again when that is "
                + "mended."
        case .answer(let fault):
            fault.message
        case .idToken(let fault):
            fault.message
        case .answerLost:
            "The answer to the refresh was lost, and the provider does not take the old refresh token any more: it "
                + "has most likely replaced it. The session is kept until its access token ends; then you may need a "
                + "new login."
        }
    }
}

extension TransportFailure {
    /// Whether the provider may have read the request, and so replaced the refresh token.
    fileprivate var mayHaveArrived: Bool {
        switch self {
        case .connectionLost(let sent): sent
        case .timedOut(let phase, _): phase == .answering
        case .tooLarge, .packed, .garbled, .cancelled: true
        case .unresolved, .refused, .tls, .proxy: false
        }
    }

    /// In the middle of a sentence.
    fileprivate var cause: String {
        switch self {
        case .unresolved(let host): "\(ForeignText(host).safe(limit: 100)) has no address"
        case .refused(let host, let port): "nothing listens at \(ForeignText(host).safe(limit: 100)):\(port)"
        case .timedOut(.connecting, let seconds): "connecting took more than \(Durations.short(seconds))"
        case .timedOut(.answering, let seconds): "it took more than \(Durations.short(seconds))"
        case .connectionLost(true): "the connection broke before the answer was whole"
        case .connectionLost(false): "the connection broke"
        case .tooLarge(_, let limit): "what came was more than \(limit) bytes"
        case .tls(let reason): "TLS failed (\(reason.safe(limit: 200)))"
        case .proxy(let reason): "the proxy did not let it through (\(reason.safe(limit: 200)))"
        case .packed(let coding): "what came is packed (\(coding.safe(limit: 40))), which is not unpacked"
        case .garbled(let reason): "what came is not HTTP (\(reason.safe(limit: 120)))"
        case .cancelled: "it was cancelled"
        }
    }
}
