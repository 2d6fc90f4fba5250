/// What the system says of a file.
public struct FileStatus: Equatable, Sendable {
    /// What the path itself leads to; links are not followed.
    public enum Kind: Equatable, Sendable {
        case file, folder, link, pipe, other
    }

    public var kind: Kind
    public var owner: UInt32
    /// The twelve bits of the mode.
    public var mode: UInt32
    /// How many names it has.
    public var names: Int
    public var size: Int
    public var device: UInt64
    public var inode: UInt64
    /// Nanoseconds since 1970 of the last change of its content.
    public var changed: Int64

    public init(
        kind: Kind, owner: UInt32, mode: UInt32, names: Int, size: Int, device: UInt64, inode: UInt64, changed: Int64
    ) {
        self.kind = kind
        self.owner = owner
        self.mode = mode
        self.names = names
        self.size = size
        self.device = device
        self.inode = inode
        self.changed = changed
    }

    /// Whether the group or anybody else may read or write it.
    var isOpenToOthers: Bool { mode & 0o077 != 0 }
    /// Whether somebody else may change it.
    var isWritableByOthers: Bool { mode & 0o022 != 0 }
    func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
