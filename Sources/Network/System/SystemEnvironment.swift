import Glibc

/// The environment that this process was started with.
public enum SystemEnvironment {
    /// All variables. Names that stand twice: the first counts, as for `getenv`.
    public static func variables() -> [String: String] {
        variables(in: SystemFiles.octets(of: "/proc/self/environ", limit: 16 << 20))
    }

    static func variables(in octets: [UInt8]) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in octets.split(separator: 0) {
            guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = String(decoding: entry[..<equals], as: UTF8.self)
            if variables[name] == nil {
                variables[name] = String(decoding: entry[(equals + 1)...], as: UTF8.self)
            }
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
