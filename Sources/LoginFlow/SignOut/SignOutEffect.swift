public import OAuth

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
