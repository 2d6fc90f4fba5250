public import OAuth

/// Why the store could not do what it was asked.
///
/// Paths are absolute and foreign: the person's environment made them.
public enum StoreFault: Error, Equatable, Sendable {
    case place(StorePlace.Fault)
    /// What stands there is not what pixie put there, or others can change it.
    case unsafe(ForeignText, Hazard)
    case system(ForeignText, SystemError)
    case damaged(ForeignText, Damage, keptAs: ForeignText?)
    /// Written by a newer pixie.
    case newer(ForeignText, version: Int)
    /// Written by a pixie so old that this one cannot read it any more.
    case older(ForeignText, version: Int)
    /// More than a file of the store may have.
    case tooLong(ForeignText, limit: Int)
    /// Another process holds the lock; its number, if it can be told.
    case busy(ForeignText, holder: Int?)
    /// The file system cannot lock.
    case locksUnsupported(ForeignText)
    /// The file changed since it was read, so it was not replaced.
    case changedMeanwhile(ForeignText)
    case key(KeyFault)

    /// What makes a file or folder of the store one that others could have changed or read.
    public enum Hazard: Error, Equatable, Sendable {
        case isLink, isFolder, isNotFolder, isPipe, isDevice
        case hasOtherNames(Int)
        case belongsTo(user: UInt32, we: UInt32)
        case isWritableByOthers(mode: UInt32)
        case isReadableByOthers(mode: UInt32)

        /// What is wrong, after the path.
        public var reason: String {
            switch self {
            case .isLink: "is a symbolic link"
            case .isFolder: "is a directory, not a file"
            case .isNotFolder: "is not a directory"
            case .isPipe: "is a FIFO, not a file"
            case .isDevice: "is not a file"
            case .hasOtherNames(let count): "has \(count) names (hard links), so another path leads to it as well"
            case .belongsTo(let user, let we): "belongs to user \(user), and pixie runs as user \(we)"
            case .isWritableByOthers(let mode): "can be changed by others (mode \(HexText.octal(mode)))"
            case .isReadableByOthers(let mode): "can be read by others (mode \(HexText.octal(mode)))"
            }
        }
    }

    /// What happened, and what to do next.
    public var message: String {
        switch self {
        case .place(let fault): return fault.message
        case .unsafe(let path, let hazard):
            let next =
                switch hazard {
                case .isWritableByOthers, .isReadableByOthers:
                    "Look at what is in it, then take the permissions away (chmod go= PATH)."
                case .belongsTo: "Run pixie as that user, or give another place with XDG_STATE_HOME."
                case .isLink, .isFolder, .isNotFolder, .isPipe, .isDevice, .hasOtherNames:
                    "pixie did not put it there and does not use it. Move it away."
                }
            return "\(path.safe()) \(hazard.reason). \(next)"
        case .system(let path, let error):
            let next =
                switch error.code {
                case 28, 122: "Make room on that disk and save again."
                case 27: "Raise the limit on the length of files (ulimit -f) and save again."
                case 30: "The disk is read-only. Give another place with XDG_STATE_HOME."
                case 13, 1: "Look at the permissions, or give another place with XDG_STATE_HOME."
                case 24, 23: "Close programs, or raise the limit (ulimit -n)."
                default: "Try again; if it stays, give another place with XDG_STATE_HOME."
                }
            return "Cannot \(error.call.deed) \(path.safe()): \(error.reason). \(next)"
        case .damaged(let path, let damage, let keptAs):
            let kept = keptAs.map { " It was kept as \($0.safe())." } ?? ""
            return "\(path.safe()) is damaged: \(damage.reason).\(kept) Other sessions are not affected; log in again."
        case .newer(let path, let version):
            return
                "\(path.safe()) was written by a newer pixie (format \(version), this one knows "
                + "\(FileHeader.version)). It was left as it is. Update pixie."
        case .older(let path, let version):
            return
                "\(path.safe()) was written by an old pixie (format \(version)) and cannot be read any more. It was "
                + "left as it is. Log in again under another name, or remove it."
        case .tooLong(let path, let limit):
            return "\(path.safe()) would get longer than \(limit) bytes. Nothing was written; the tokens are too large."
        case .busy(let path, let holder):
            let who = holder.map { "process \($0)" } ?? "another process"
            return "The lock \(path.safe()) is held by \(who). Wait until it is done, or end it, and try again."
        case .locksUnsupported(let path):
            return
                "\(path.safe()) lies on a file system without locks (a network folder?). Give a local one with "
                + "XDG_STATE_HOME."
        case .changedMeanwhile(let path):
            return "\(path.safe()) was changed by another process since it was read. Nothing was replaced. Try again."
        case .key(let fault): return fault.message
        }
    }

    /// Whether trying again later may help, without anybody doing anything.
    public var isPassing: Bool {
        switch self {
        case .busy, .changedMeanwhile: true
        case .place, .unsafe, .system, .damaged, .newer, .older, .tooLong, .locksUnsupported, .key: false
        }
    }
}

/// Something that was put right, to be told.
public enum StoreNotice: Equatable, Sendable {
    /// Others could read it; its mode was taken back to ours alone.
    case tightened(ForeignText, from: UInt32)
    case setAside(ForeignText, Damage, as: ForeignText)

    public var message: String {
        switch self {
        case .tightened(let path, let mode):
            "\(path.safe()) could be read by others (mode \(HexText.octal(mode))); that was taken back."
        case .setAside(let path, let damage, let kept):
            "\(path.safe()) is damaged: \(damage.reason). It was kept as \(kept.safe())."
        }
    }
}

extension HexText {
    static func octal(_ mode: UInt32) -> String {
        let digits = String(mode, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
