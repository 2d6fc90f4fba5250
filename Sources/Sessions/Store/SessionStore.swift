public import OAuth

/// The sessions and waiting logins of one person on one machine, each in a sealed file of its own.
///
/// ```
/// key-choice          where the key comes from, and how to tell that it is the right one
/// key                 only with the plain file as the source
/// sessions/ID         ID is a keyed hash of the profile's name: it tells nothing
/// waiting/ID
/// clients/ID
/// locks/ID            held while a file is read, changed and written
/// damaged/ID-RANDOM   what could not be read, kept aside
/// list-FOLDER         sealed as well; a copy of the labels in the folder, made anew whenever it does not fit
/// ```
public final class SessionStore: Sendable {
    /// What is kept.
    public enum Kind: Sendable, CaseIterable {
        case session
        case waiting
        /// What a client got when it registered: a secret, perhaps, and the token of its registration.
        case client

        var header: FileHeader.Kind {
            switch self {
            case .session: .session
            case .waiting: .waiting
            case .client: .client
            }
        }

        var folder: String {
            switch self {
            case .session: "sessions"
            case .waiting: "waiting"
            case .client: "clients"
            }
        }
    }

    /// A record as it stands in the store.
    public struct Entry: Sendable, Equatable {
        public let record: KeptRecord
        /// Which write of this file it was.
        public let generation: UInt64
    }

    /// What a lookup found.
    public enum Lookup: Sendable, Equatable {
        case found(Entry)
        /// There is none. What was kept aside of it earlier because it was damaged is named.
        case missing(keptAside: [ForeignText])
    }

    static let locksFolder = "locks"
    static let damagedFolder = "damaged"

    let root: StoreFolder
    let key: StoreKey
    let files: FileSystem
    let notice: @Sendable (StoreNotice) -> Void

    init(_ root: StoreFolder, key: StoreKey, notice: @escaping @Sendable (StoreNotice) -> Void) {
        self.root = root
        self.key = key
        self.notice = notice
        files = root.files
    }

    /// Where it lies.
    public var path: ForeignText { ForeignText(root.path) }
    public var source: StoreKeySource { key.description.source }

    func id(_ kind: Kind, _ profile: SessionName) -> [UInt8] { key.id(kind.header, profile.text) }
}
