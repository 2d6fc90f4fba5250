import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that a client can be pointed at for the time of one run, for its owner alone.
struct RunFile: Sendable {
    struct Fault: Error {
        let path: String
        let code: CInt
    }

    let path: String

    /// Writes a new file with a name that nobody could take before.
    ///
    /// - Parameter name: Begins and ends the name, such as `ca` and `pem`.
    init(_ text: String, name: (begin: String, end: String)) throws(Fault) {
        let file = "pixie-demo-\(name.begin)-\(RandomText.token()).\(name.end)"
        path = FileManager.default.temporaryDirectory.appending(path: file).path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Fault(path: path, code: errno) }
        defer { close(descriptor) }
        let octets = Array(text.utf8)
        var written = 0
        while written < octets.count {
            let count = octets[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                unlink(path)
                throw Fault(path: path, code: code)
            }
            written += count
        }
    }

    func remove() { unlink(path) }
}
