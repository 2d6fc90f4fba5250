internal import CLinux

/// Key material in memory of its own: kept out of the swap space, left out of core dumps, wiped at the end (CWE-591,
/// CWE-226).
///
/// Its content never changes after it is made, so it may be shared. Whoever copies octets out of ``withBytes(_:)`` has
/// to wipe the copy, for which there is ``wipe(_:)``.
public final class LockedBytes: Sendable {
    public let count: Int
    /// False when this process may not lock as much memory (RLIMIT_MEMLOCK): the octets may then reach the swap space.
    /// That is no reason to do without them.
    public let isLocked: Bool
    // Written to in `init` only and freed in `deinit`, so no two threads can meet over a change.
    nonisolated(unsafe) private let pages: UnsafeMutableRawPointer

    /// Memory of `count` octets, all zero, which `fill` writes to.
    public init<Failure>(
        count: Int, fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(count > 0, "LockedBytes: \(count) octets")
        guard let pages = pixie_pages_make(count) else {
            preconditionFailure("LockedBytes: no memory for \(count) octets")
        }
        self.count = count
        self.pages = pages
        // Before anything is in them.
        isLocked = pixie_pages_lock(pages, count)
        // A throw ends in `deinit`, because every property is set.
        try fill(UnsafeMutableRawBufferPointer(start: pages, count: count))
    }

    /// Takes octets over and wipes where they were. `octets` is empty afterwards.
    public convenience init(taking octets: inout [UInt8]) {
        self.init(count: octets.count) { $0.copyBytes(from: octets) }
        Self.wipe(&octets)
    }

    deinit {
        pixie_pages_end(pages, count)
    }

    /// Lends the octets; the pointer is not to be kept.
    public func withBytes<Result, Failure>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: pages, count: count))
    }

    /// Overwrites and empties an array. Only of an array that nobody else holds are these the only octets.
    public static func wipe(_ octets: inout [UInt8]) {
        octets.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { pixie_wipe(start, bytes.count) }
        }
        octets = []
    }
}

extension LockedBytes: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(\(count) hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
