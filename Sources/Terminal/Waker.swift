internal import CNcurses

/// Wakes the event loop from any thread.
public final class Waker: Sendable {
    /// Readable after ``wake()``.
    public let descriptor: CInt

    /// Nil when the system has no descriptors left.
    public init?() {
        descriptor = pixie_waker_open()
        guard descriptor >= 0 else { return nil }
    }

    deinit {
        if descriptor >= 0 { pixie_close(descriptor) }
    }

    /// Makes ``descriptor`` readable. Any thread may call it, also when it is readable already.
    public func wake() {
        pixie_waker_wake(descriptor)
    }

    /// Makes ``descriptor`` unreadable until the next ``wake()``. Never waits.
    public func clear() {
        pixie_waker_clear(descriptor)
    }
}
