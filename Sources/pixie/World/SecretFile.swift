import Glibc
import OAuth

/// Files with a private key: read only when nobody else can read them, and when they belong to whoever runs pixie.
enum SecretFile {
    /// - Parameter limit: in octets; more is refused, whatever the file says of its size.
    static func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        guard path != "-" else { return try SmallFile.read(path, limit: limit) }
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            throw .cannotOpen(SmallFile.name(path), reason: String(cString: strerror(errno)))
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG:
            guard facts.st_uid == geteuid() else { throw .notOwned(SmallFile.name(path)) }
            guard facts.st_mode & 0o077 == 0 else {
                throw .openToOthers(SmallFile.name(path), mode: String(facts.st_mode & 0o7777, radix: 8))
            }
        case S_IFIFO, S_IFSOCK:
            // A pipe of the shell, which has no mode worth asking for.
            break
        case _:
            throw .notAFile(SmallFile.name(path))
        }
        return try SmallFile.read(path, limit: limit)
    }
}
