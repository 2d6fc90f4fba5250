import OAuth

/// Everything of one kind that is in the store, as a list shows it.
public struct Listing: Sendable, Equatable {
    /// One entry, as its file says it.
    public struct Line: Sendable, Equatable {
        public let label: KeptRecord.Label
        /// Nanoseconds since 1970: when it was written.
        public let written: Int64
    }

    /// By the names of their profiles.
    public let lines: [Line]
    /// What could not be read. The rest is not affected.
    public let faults: [StoreFault]
    /// The same, and what was kept aside before, by the names of the files.
    let trouble: [String: ForeignText]
}
