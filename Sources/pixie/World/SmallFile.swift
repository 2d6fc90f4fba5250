import Glibc
import OAuth

/// Files and streams that the person names, read whole up to a limit.
enum SmallFile {
    /// The content of a file, or of standard input for `-`.
    ///
    /// - Parameter limit: in octets; more is refused, whatever the file says of its size.
    static func read(_ path: String, limit: Int) throws(FileFault) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(name(path), reason: errorText()) }
        defer { if descriptor != 0 { close(descriptor) } }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return content }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .cannotRead(name(path), reason: errorText())
            }
            content += buffer[..<count]
            guard content.count <= limit else { throw .tooLarge(name(path), limit: limit) }
        }
    }

    /// The only line of a file, without its line end, as a secret.
    static func line(_ path: String) throws(FileFault) -> Secret {
        let bytes = try read(path, limit: Limits.secretFile)
        guard var text = String(validating: bytes, as: UTF8.self) else { throw .notText(name(path)) }
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty, !text.contains(where: \.isNewline) else { throw .notOneLine(name(path)) }
        return Secret(text)
    }

    /// How messages call what stands at `path`.
    static func name(_ path: String) -> String {
        path == "-" ? "standard input" : ForeignText(path).safe(limit: 200)
    }

    private static func errorText() -> String { String(cString: strerror(errno)) }
}

/// Why a file could not be used. The file is named as ``SmallFile/name(_:)`` does.
enum FileFault: Error, Equatable {
    case cannotOpen(String, reason: String)
    case cannotRead(String, reason: String)
    case tooLarge(String, limit: Int)
    case notText(String)
    case notOneLine(String)
    case notOwned(String)
    case openToOthers(String, mode: String)
    case notAFile(String)

    var message: String {
        switch self {
        case .cannotOpen(let path, let reason): "Cannot open \(path): \(reason). Check the name."
        case .cannotRead(let path, let reason): "Cannot read \(path): \(reason). Give another file."
        case .tooLarge(let path, let limit): "There are more than \(limit) bytes in \(path). Give less."
        case .notText(let path): "What stands in \(path) is not UTF-8 text. Save it as such."
        case .notOwned(let path):
            "\(path) belongs to another user, who could put another key there. Give a file of your own."
        case .openToOthers(let path, let mode):
            "\(path) can be read by others (mode \(mode)), so it protects nothing. Run: chmod 600 \(path)"
        case .notAFile(let path): "\(path) is not a file. Give the file with the key."
        case .notOneLine(let path): "There must be exactly one line in \(path), and no other."
        }
    }
}
