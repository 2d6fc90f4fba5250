internal import CLinux
import Glibc

/// The environment that this process was started with.
public enum SystemEnvironment {
    /// All variables. Names that stand twice: the first counts, as for `getenv`.
    public static func variables() -> [String: String] {
        // Not from /proc/self/environ: that file belongs to root when a process is not dumpable.
        guard var entry = pixie_environment() else { return [:] }
        var entries: [String] = []
        while let text = entry.pointee {
            entries.append(String(cString: text))
            entry += 1
        }
        return variables(in: entries)
    }

    static func variables(in entries: [String]) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in entries {
            guard let equals = entry.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(entry[..<equals])
            if variables[name] == nil { variables[name] = String(entry[entry.index(after: equals)...]) }
        }
        return variables
    }

    /// Whether this process runs in a container, where a started browser would be seen by nobody.
    public static var isContainer: Bool {
        access("/.dockerenv", F_OK) == 0 || access("/run/.containerenv", F_OK) == 0
    }

    /// Whether `path` is a file that this user may execute.
    public static func isExecutable(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
