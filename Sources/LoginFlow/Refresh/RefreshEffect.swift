public import OAuth

/// An order to the world, as data.
public indirect enum RefreshEffect: Sendable, Equatable {
    /// Take the session's lock, waiting a bounded time. It is held until ``releaseLock``.
    case takeLock
    /// Read the session from the store, under the lock.
    case readSession
    case send(EffectID, HTTPCall)
    case cancel(EffectID)
    /// Replace the session in the store, whole or not at all.
    case store(StoredSession)
    /// Release the lock, also while it is still waited for.
    case releaseLock
}
