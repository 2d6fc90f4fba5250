/// Every call of the system that the store makes, as closures: a test can let each one fail, or stop at it.
///
/// Names are relative to an open folder, so that nobody can exchange a folder between a check and its use.
public struct FileSystem: Sendable {
    /// How a file is opened. None follows a symbolic link, none is inherited by a child, none waits for a FIFO's end.
    public enum Opening: Sendable, Equatable {
        case toRead
        /// A new file, mode 0600 from the first byte; fails when the name is taken.
        case new
        /// To be locked; made with mode 0600 when it is not there.
        case toLock
        case folder
    }

    /// In the folder with this descriptor, or by absolute path when that is nil.
    public var open: @Sendable (_ folder: CInt?, _ name: String, _ how: Opening) throws(SystemError) -> CInt
    public var close: @Sendable (_ descriptor: CInt) -> Void
    public var status: @Sendable (_ descriptor: CInt) throws(SystemError) -> FileStatus
    /// Of a name in a folder; of a symbolic link, the link's.
    public var statusOfName: @Sendable (_ folder: CInt, _ name: String) throws(SystemError) -> FileStatus
    /// Octets read, from the present place; 0 at the end.
    public var read: @Sendable (_ descriptor: CInt, _ into: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
    /// Octets written, which may be fewer.
    public var write: @Sendable (_ descriptor: CInt, _ from: UnsafeRawBufferPointer) throws(SystemError) -> Int
    /// Replaces the content of a lock file by a line.
    public var note: @Sendable (_ descriptor: CInt, _ line: [UInt8]) throws(SystemError) -> Void
    /// Waits until content, or names of a folder, are on the disk.
    public var sync: @Sendable (_ descriptor: CInt) throws(SystemError) -> Void
    public var rename:
        @Sendable (_ folder: CInt, _ name: String, _ toFolder: CInt, _ toName: String) throws(SystemError) -> Void
    public var remove: @Sendable (_ folder: CInt, _ name: String) throws(SystemError) -> Void
    /// Mode 0700 from the start.
    public var makeFolder: @Sendable (_ folder: CInt?, _ name: String) throws(SystemError) -> Void
    public var setMode: @Sendable (_ descriptor: CInt, _ mode: UInt32) throws(SystemError) -> Void
    /// Takes the lock, or fails at once when another holds it. Any number may hold it when each shares it.
    public var lock: @Sendable (_ descriptor: CInt, _ isShared: Bool) throws(SystemError) -> Void
    /// The names in a folder, without `.` and `..`.
    public var list: @Sendable (_ folder: CInt) throws(SystemError) -> [String]
    public var random: @Sendable (_ into: UnsafeMutableRawBufferPointer) throws(SystemError) -> Void
    /// Seconds of a clock that does not jump.
    public var uptime: @Sendable () -> Double
    /// Nanoseconds since 1970 by the clock that files are stamped with.
    public var wall: @Sendable () -> Int64
    public var pause: @Sendable (_ seconds: Double) -> Void
    /// The user that this process acts for, and its number.
    public var user: @Sendable () -> UInt32
    public var process: @Sendable () -> Int32
}

extension FileSystem {
    /// `count` random octets.
    func randomBytes(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var failure: SystemError?
        bytes.withUnsafeMutableBytes { buffer in
            do throws(SystemError) {
                try random(buffer)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// What is in an open file; nil when it is longer than `limit`.
    func content(of descriptor: CInt, size: Int, limit: Int) throws(SystemError) -> [UInt8]? {
        // One octet more than it should have, so that a file that grows meanwhile is noticed.
        var bytes = [UInt8](repeating: 0, count: min(size, limit) + 1)
        var filled = 0
        while true {
            var count = 0
            var failure: SystemError?
            bytes.withUnsafeMutableBytes { buffer in
                do throws(SystemError) {
                    count = try read(descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            filled += count
            if count == 0 { break }
            if filled > limit { return nil }
            if filled == bytes.count { bytes += [UInt8](repeating: 0, count: 4096) }
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    func writeAll(_ bytes: [UInt8], to descriptor: CInt) throws(SystemError) {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            var failure: SystemError?
            bytes.withUnsafeBytes { buffer in
                do throws(SystemError) {
                    count = try write(descriptor, UnsafeRawBufferPointer(rebasing: buffer[sent...]))
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            // A disk that takes nothing and names no reason is full.
            guard count > 0 else { throw SystemError(.write, 28) }
            sent += count
        }
    }
}
