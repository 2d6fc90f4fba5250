public import OAuth

/// Something that happened. Events carry facts; the moment comes beside them, so the machine never asks the time.
public indirect enum FlowEvent: Sendable, Equatable {
    /// The person, or the command line, decided where to log in.
    case planSubmitted(LoginPlan)
    /// The person goes on with a login that another process began to wait for.
    case loginResumed(WaitingLogin)
    /// The answer to `FlowEffect.send`, or why there is none.
    case replyArrived(EffectID, Result<HTTPReply, TransportFailure>)
    case entropyDrawn(Entropy)
    case listenerOpened(ListenerFacts)
    case listenerRefused(ListenerProblem)
    /// The person read a step and goes on.
    case continued
    /// A request for the redirect path reached the listener.
    case callbackArrived(ArrivalID, target: String)
    /// The person pasted or typed an answer.
    case answerPasted(String)
    case browserRequested
    case browserAnswered(BrowserReport)
    /// The person wants new state, nonce and verifier.
    case attemptRenewed
    /// The person goes back to an earlier attempt of this login.
    case attemptChosen(Int)
    case waitExtended
    case clockTicked
    case cancelled
    /// The person, or what they ran pixie in, ends it while the login is under way.
    case left(Leaving)
    /// The person wants to repeat what failed.
    case retried
    /// The person wants the provider's word on the tokens (RFC 7662).
    case introspectionWanted
    /// Something happened around a refresh of the session on the screen, or one is wanted.
    case refresh(RefreshEvent)
}

/// What becomes of a login that waits when pixie ends.
public enum Leaving: Sendable, Equatable {
    /// Another process can go on with it.
    case keeping
    case discarding
}
