import Glibc

/// A call of the system that failed.
public struct SystemError: Error, Equatable, Sendable {
    /// Which one.
    public enum Call: String, Sendable, CaseIterable {
        case open, status, read, write, sync, rename, remove, makeFolder, setMode, lock, list, random, run, keyring

        /// What was being done, as a part of a sentence: "cannot ...".
        var deed: String {
            switch self {
            case .open: "open"
            case .status: "look at"
            case .read: "read"
            case .write: "write"
            case .sync: "write to the disk"
            case .rename: "rename"
            case .remove: "remove"
            case .makeFolder: "make"
            case .setMode: "set the mode of"
            case .lock: "lock"
            case .list: "list"
            case .random: "draw random numbers for"
            case .run: "run"
            case .keyring: "use"
            }
        }
    }

    public let call: Call
    /// The number that the system gave (`errno`).
    public let code: CInt

    public init(_ call: Call, _ code: CInt) {
        self.call = call
        self.code = code
    }

    /// What the system says of it.
    public var reason: String { String(cString: strerror(code)) }

    var isMissing: Bool { code == ENOENT }
    var isThere: Bool { code == EEXIST }
    /// A symbolic link stands where none may: what `O_NOFOLLOW` answers, with `O_DIRECTORY` the latter.
    var isLink: Bool { code == ELOOP || code == ENOTDIR }
    var isHeldByAnother: Bool { code == EWOULDBLOCK || code == EAGAIN }
    /// Locks do not work on this file system: network folders without a lock service.
    var isUnsupportedLock: Bool { code == ENOLCK || code == EOPNOTSUPP || code == ENOSYS }
}
