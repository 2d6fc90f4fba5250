import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The certificate of the provider's authority as a file that a client can be pointed at, for its owner alone.
struct AuthorityFile: Sendable {
    struct Fault: Error {
        let path: String
        let code: CInt
    }

    let path: String

    /// Writes a new file with a name that nobody could take before.
    init(_ certificate: String) throws(Fault) {
        path = FileManager.default.temporaryDirectory.appending(path: "pixie-demo-ca-\(RandomText.token()).pem").path
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Fault(path: path, code: errno) }
        defer { close(descriptor) }
        let octets = Array(certificate.utf8)
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
