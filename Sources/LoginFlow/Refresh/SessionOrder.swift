/// What a refresh orders of the place where a session is kept: the store, or the memory of this process.
public indirect enum SessionOrder: Sendable, Equatable {
    /// Answer with `lockTaken`, `lockRefused`, or `sessionUnreadable` where there can be no lock. It is held until ``releaseLock``.
    case takeLock
    /// Answer with what is kept now. A session that is kept in memory only is the known one.
    case read(known: StoredSession)
    /// Replace it, whole or not at all.
    case store(StoredSession)
    case releaseLock
}
