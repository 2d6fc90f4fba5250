import Glibc

/// A folder of a test's own, removed with it.
final class TestFolder: Sendable {
    let path: String

    init() {
        var template = Array("\(Self.base)/pixie-store-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { preconditionFailure("TestFolder: no folder under \(Self.base)") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { Self.remove(path) }

    private static var base: String {
        guard let folder = getenv("TMPDIR") else { return "/tmp" }
        return String(cString: folder)
    }

    static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            chmod(path, 0o700)
            for name in names(in: path) { remove("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { octets in
                String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Every file and folder below, with its path from here.
    func everything(_ below: String = "") -> [String] {
        Self.names(in: path + below).flatMap { name in
            let inner = "\(below)/\(name)"
            return [inner] + (mode(inner) & S_IFMT == S_IFDIR ? everything(inner) : [])
        }
    }

    func mode(_ below: String) -> UInt32 {
        var status = stat()
        return lstat(path + below, &status) == 0 ? status.st_mode : 0
    }

    func content(_ below: String) -> [UInt8] { Self.content(path + below) }

    static func content(_ path: String) -> [UInt8] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var content: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { content += chunk[..<count] }
        return content
    }

    func write(_ content: [UInt8], to below: String) {
        let file = open(path + below, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        precondition(file >= 0, "TestFolder: cannot write \(below): \(errno)")
        precondition(Glibc.write(file, content, content.count) == content.count)
        close(file)
    }
}
