import Glibc
import OAuth

/// A file that the person asked for. Nothing that is there already is written over, and nobody else may read it.
enum PrivateFile {
    /// Why it could not be written, as a sentence; `nil` when it is there now.
    static func write(_ text: String, to path: String) -> String? {
        let whole = expanded(path)
        let shown = SmallFile.name(path)
        let descriptor = open(whole, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return "There is a \(shown) already, and it is left as it is. Give another name." }
            return "\(shown) cannot be made: \(String(cString: strerror(errno))). Give another name."
        }
        defer { close(descriptor) }
        guard Streams.write(text, to: descriptor), fsync(descriptor) == 0 || errno == EINVAL else {
            let reason = String(cString: strerror(errno))
            unlink(whole)
            return "\(shown) cannot be written: \(reason). Nothing is left of it."
        }
        return nil
    }

    private static func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = Variables["HOME"], home.hasPrefix("/") else { return path }
        return home + path.dropFirst(1)
    }
}
