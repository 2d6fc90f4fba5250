@testable import PixieUI
import Screen
import Testing

/// Screens as text files in `Snapshots/`, one file for each screen: every size, first with the signs of a UTF-8 locale
/// and then with those of the C locale. Above each stand its size, signs and place.
///
/// `PIXIE_RECORD=1` writes the files, and such a run fails, so that nobody takes a recording for a test.
enum Snapshot {
    static let sizes = [
        Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 64, rows: 20),
        Size(columns: 40, rows: 12), Size(columns: 36, rows: 10), Size(columns: 30, rows: 8),
    ]
    /// Where the meaning of each cell is recorded as well.
    private static let sizesWithRoles = [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)]

    static func check(
        _ name: String, _ state: AppState, withRoles: Bool = false,
        at location: SourceLocation = #_sourceLocation, file: StaticString = #filePath
    ) {
        var text = ""
        for glyphs in Glyphs.allCases {
            for size in sizes {
                var state = state
                state.size = size
                state.glyphs = glyphs
                let frame = AppView.render(state, size: size)
                let place = PlaceName(state.place).rawValue
                text += "== \(size.columns)x\(size.rows) \(glyphs) \(place)\n" + frame.textDump()
                guard glyphs == .unicode else {
                    let isASCII = frame.textDump().allSatisfy(\.isASCII)
                    #expect(isASCII, "\(name) at \(size) is not ASCII", sourceLocation: location)
                    continue
                }
                if withRoles, sizesWithRoles.contains(size) {
                    text += "== \(size.columns)x\(size.rows) roles\n" + frame.roleDump()
                }
                picture(name, size, frame)
            }
        }
        compare(name, text, location, file)
    }

    /// The places that the recorded files show.
    static func recordedPlaces(file: StaticString = #filePath) -> Set<PlaceName> {
        let folder = folder(file)
        let lines = TextFile.names(in: folder).flatMap { name in
            TextFile.read(folder + "/" + name)?.split(separator: "\n").filter { $0.hasPrefix("== ") } ?? []
        }
        return Set(lines.compactMap { $0.split(separator: " ").last.flatMap { PlaceName(rawValue: String($0)) } })
    }

    /// `PIXIE_PICTURES=FOLDER` gets what a drawing of the screen needs.
    private static func picture(_ name: String, _ size: Size, _ frame: Frame) {
        guard let folder = TextFile.variable("PIXIE_PICTURES") else { return }
        TextFile.write(
            "\(folder)/\(name).\(size.columns)x\(size.rows).txt",
            frame.textDump() + "\u{0C}" + frame.roleDump() + "\u{0C}"
                + (frame.cursor.map { "\($0.column) \($0.row)" } ?? ""))
    }

    private static func compare(_ name: String, _ text: String, _ location: SourceLocation, _ file: StaticString) {
        let path = folder(file) + "/" + name + ".txt"
        if TextFile.variable("PIXIE_RECORD") == "1" {
            TextFile.write(path, text)
            Issue.record("recorded \(name)", sourceLocation: location)
            return
        }
        guard let recorded = TextFile.read(path) else {
            Issue.record("There is no snapshot \(name). Record it with PIXIE_RECORD=1.", sourceLocation: location)
            return
        }
        guard recorded != text else { return }
        let differences = differences(recorded, text)
        Issue.record("\(name) differs:\n\(differences.joined(separator: "\n"))", sourceLocation: location)
    }

    /// The first lines that differ, each under the size at which it stands.
    private static func differences(_ recorded: String, _ text: String) -> [String] {
        let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        var section = ""
        var found: [String] = []
        for row in 0..<max(old.count, new.count) {
            let (was, now) = (row < old.count ? old[row] : "", row < new.count ? new[row] : "")
            if now.hasPrefix("== ") { section = String(now) }
            if was != now { found.append("\(section) line \(row + 1)\n- \(was)\n+ \(now)") }
            if found.count == 8 { break }
        }
        return found
    }

    private static func folder(_ file: StaticString) -> String {
        let parts = "\(file)".split(separator: "/").dropLast(2)
        return "/" + parts.joined(separator: "/") + "/Snapshots"
    }
}

/// The kinds of places, without what they carry.
enum PlaceName: String, CaseIterable {
    /// No frame is drawn there.
    case plainPage
    case tooSmall, confirm, help, explain, rejection, picker, profile, discover, request, signIn, exchange
    case tokens, failure, earlier, work, messages, palette

    init(_ place: Place) {
        switch place {
        case .plainPage: self = .plainPage
        case .tooSmall: self = .tooSmall
        case .confirm: self = .confirm
        case .help: self = .help
        case .explain: self = .explain
        case .rejection: self = .rejection
        case .messages: self = .messages
        case .palette: self = .palette
        case .picker: self = .picker
        case .profile: self = .profile
        case .discover: self = .discover
        case .request: self = .request
        case .signIn: self = .signIn
        case .exchange: self = .exchange
        case .tokens: self = .tokens
        case .failure: self = .failure
        case .earlier: self = .earlier
        case .work: self = .work
        }
    }
}
