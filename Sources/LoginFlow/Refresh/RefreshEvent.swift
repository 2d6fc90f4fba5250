public import OAuth

/// Something that happened around a refresh.
public indirect enum RefreshEvent: Sendable, Equatable {
    case refreshWanted(RefreshWish)
    case lockTaken
    /// Somebody else holds it, and went on holding it as long as was waited.
    case lockRefused(ForeignText)
    /// What the store has now; nil when the session is gone.
    case sessionRead(StoredSession?)
    case sessionUnreadable(ForeignText)
    case replyArrived(EffectID, Result<HTTPReply, TransportFailure>)
    case sessionStored
    case sessionNotStored(ForeignText)
    case cancelled
}

/// Who wants a refresh.
public enum RefreshWish: Sendable, Equatable {
    /// A key was pressed, or a command was given: now.
    case person
    /// A countdown or another program: not more often than ``RefreshRule/pauseSeconds``.
    case automatic
}
