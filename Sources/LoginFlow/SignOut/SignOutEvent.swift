public import OAuth

/// Something that happened around a sign-out.
public indirect enum SignOutEvent: Sendable, Equatable {
    case signOutWanted(SignOutWish)
    case lockTaken
    case lockRefused(ForeignText)
    /// What the store has now; nil when the session is gone.
    case sessionRead(StoredSession?)
    case sessionUnreadable(ForeignText)
    case replyArrived(EffectID, Result<HTTPReply, TransportFailure>)
    /// The person wants it removed here although a token may live on.
    case removalConfirmed
    case removalDeclined
    case sessionRemoved
    case sessionNotRemoved(ForeignText)
    case cancelled
}

/// An order to the world, as data.
public indirect enum SignOutEffect: Sendable, Equatable {
    /// Take the session's lock, waiting a bounded time. It is held until ``releaseLock``.
    case takeLock
    case readSession
    case send(EffectID, HTTPCall)
    case cancel(EffectID)
    /// The provider's own sign-out page. Nobody waits for it.
    case openBrowser(WebAddress)
    /// Remove the session's file and every copy in memory.
    case removeSession
    /// Release the lock, also while it is still waited for.
    case releaseLock
}
