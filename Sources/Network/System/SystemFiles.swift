import Glibc

/// The little that is read of /proc.
enum SystemFiles {
    /// At most `limit` octets of a file, and a read more; nothing when it cannot be opened.
    static func octets(of path: String, limit: Int) -> [UInt8] {
        guard let file = fopen(path, "re") else { return [] }
        defer { fclose(file) }
        var octets: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while octets.count < limit {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            octets += chunk[..<count]
        }
        return octets
    }

    /// The names in a folder, without `.` and `..`.
    static func entries(of path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { octets in
                String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }

    /// Where a symbolic link leads.
    static func link(_ path: String) -> String? {
        var target = [CChar](repeating: 0, count: 256)
        let count = readlink(path, &target, target.count)
        return count > 0 ? String(decoding: target[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }
}
