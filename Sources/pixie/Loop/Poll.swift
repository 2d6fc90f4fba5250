import Glibc

/// The only place that waits: `poll(2)` on a few descriptors.
enum Poll {
    /// Waits until one of the descriptors has something, or until `timeout` seconds are over (`nil`: for ever).
    ///
    /// An interrupted wait returns nothing, as a time-out does: the caller looks at everything anyway.
    static func wait(_ descriptors: [CInt], timeout: Double?) -> [CInt] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        // Rounded up, so that the wake-up is never just before the moment that is waited for.
        let milliseconds = timeout.map { CInt(min(max(($0 * 1000).rounded(.up), 0), 86_400_000)) } ?? -1
        guard poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
        return entries.filter { $0.revents != 0 }.map(\.fd)
    }
}
