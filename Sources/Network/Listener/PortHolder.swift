/// Names the program that listens on a port of this machine, as far as this user may see it.
enum PortHolder {
    static func name(of port: Int) -> String? {
        let inodes = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { sockets(listening: port, in: lines(of: $0)) })
        guard !inodes.isEmpty else { return nil }
        let wanted = Set(inodes.map { "socket:[\($0)]" })
        for process in SystemFiles.entries(of: "/proc").prefix(100_000)
        where process.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            let folder = "/proc/\(process)/fd"
            guard
                SystemFiles.entries(of: folder).contains(where: {
                    wanted.contains(SystemFiles.link("\(folder)/\($0)") ?? "")
                })
            else { continue }
            let name = lines(of: "/proc/\(process)/comm").first ?? "a program"
            return "\(name) (process \(process))"
        }
        return "a program of another user"
    }

    /// Inodes of the sockets that listen (state 0A) on `port`, from the lines of /proc/net/tcp.
    static func sockets(listening port: Int, in lines: [String]) -> [String] {
        lines.dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A", let colon = fields[1].lastIndex(of: ":"),
                Int(fields[1][fields[1].index(after: colon)...], radix: 16) == port
            else { return nil }
            return String(fields[9])
        }
    }

    private static func lines(of path: String) -> [String] {
        let octets = SystemFiles.octets(of: path, limit: 8 << 20)
        return String(decoding: octets, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
