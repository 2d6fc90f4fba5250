internal import CNcurses

/// What can be told of the terminal without taking it: nothing is written to it and no mode is changed.
public struct TerminalProbe: Sendable, Equatable {
    /// What the terminal database says of `TERM`.
    public enum Entry: Sendable, Equatable {
        case usable
        /// Without cursor addressing: only lines are possible.
        case dumb
        /// The terminal database has neither this name nor one like it.
        case unknown
    }

    /// The process has a controlling terminal.
    public let isThere: Bool
    /// As the terminal reports it; 0 where it does not know.
    public let columns: Int
    public let rows: Int
    public let entry: Entry
    /// The name whose entry is used.
    public let entryName: String
    public let colors: Int
    /// The locale in force is UTF-8.
    public let isUTF8: Bool
    /// Knows links (OSC 8) and the title stack, as far as its name tells.
    public let isModern: Bool

    public init(
        isThere: Bool, columns: Int, rows: Int, entry: Entry, entryName: String, colors: Int, isUTF8: Bool,
        isModern: Bool
    ) {
        self.isThere = isThere
        self.columns = columns
        self.rows = rows
        self.entry = entry
        self.entryName = entryName
        self.colors = colors
        self.isUTF8 = isUTF8
        self.isModern = isModern
    }

    @MainActor
    public static func look(_ options: TerminalOptions) -> TerminalProbe {
        let descriptor = pixie_tty_open()
        defer { if descriptor >= 0 { pixie_close(descriptor) } }
        var (columns, rows): (CInt, CInt) = (0, 0)
        let knowsSize = descriptor >= 0 && pixie_tty_size(descriptor, &columns, &rows)
        let name = TerminalName(text: options.term)
        var (entry, entryName, colors) = (Entry.unknown, options.term, CInt(0))
        for candidate in name.candidates where !candidate.isEmpty {
            let found = Int(pixie_terminfo_look(descriptor, candidate, &colors))
            guard found != PIXIE_UNKNOWN_TERMINAL else { continue }
            (entry, entryName) = (found == PIXIE_STARTED ? .usable : .dumb, candidate)
            break
        }
        return TerminalProbe(
            isThere: descriptor >= 0, columns: knowsSize ? Int(columns) : 0, rows: knowsSize ? Int(rows) : 0,
            entry: entry, entryName: entryName, colors: Int(colors), isUTF8: pixie_locale_start(options.namesUTF8),
            isModern: name.isModern)
    }
}
