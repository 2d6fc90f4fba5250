#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
@testable import PixieUI
import Screen
import Testing

/// Screens as text files in `Snapshots/`. `PIXIE_RECORD=1` writes them, and such a run fails, so that nobody takes a
/// recording for a test.
enum Snapshot {
    static func check(
        _ name: String, _ state: AppState, _ size: Size, withRoles: Bool = false,
        at location: SourceLocation = #_sourceLocation, file: StaticString = #filePath
    ) {
        var state = state
        state.size = size
        let frame = AppView.render(state, size: size)
        let full = "\(name).\(size.columns)x\(size.rows)"
        compare(full + ".txt", frame.textDump(), location, file)
        if withRoles { compare(full + ".roles.txt", frame.roleDump(), location, file) }
        if let folder = variable("PIXIE_PICTURES") {
            write(
                "\(folder)/\(full).txt",
                frame.textDump() + "\u{0C}" + frame.roleDump() + "\u{0C}"
                    + (frame.cursor.map { "\($0.column) \($0.row)" } ?? ""))
        }
    }

    private static func compare(_ name: String, _ text: String, _ location: SourceLocation, _ file: StaticString) {
        let path = folder(file) + "/" + name
        if variable("PIXIE_RECORD") == "1" {
            write(path, text)
            Issue.record("recorded \(name)", sourceLocation: location)
            return
        }
        guard let recorded = read(path) else {
            Issue.record("There is no snapshot \(name). Record it with PIXIE_RECORD=1.", sourceLocation: location)
            return
        }
        guard recorded != text else { return }
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rows = (0..<max(old.count, new.count)).filter { row in
            (row < old.count ? old[row] : "") != (row < new.count ? new[row] : "")
        }
        let differences = rows.prefix(8).map { row in
            "row \(row)\n- \(row < old.count ? old[row] : "")\n+ \(row < new.count ? new[row] : "")"
        }
        Issue.record("\(name) differs:\n\(differences.joined(separator: "\n"))", sourceLocation: location)
    }

    private static func folder(_ file: StaticString) -> String {
        let parts = "\(file)".split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Snapshots"
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    private static func read(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            octets += buffer.prefix(count)
        }
        return String(decoding: octets, as: UTF8.self)
    }

    private static func write(_ path: String, _ text: String) {
        guard let file = fopen(path, "w") else {
            Issue.record("cannot write \(path)")
            return
        }
        defer { fclose(file) }
        let octets = Array(text.utf8)
        _ = fwrite(octets, 1, octets.count, file)
    }
}
