extension Frame {
    /// The rows as text, blanks at the right cut off, each ended by a line feed. For snapshot tests and reports.
    public func textDump() -> String {
        var dump = ""
        for row in 0..<size.rows {
            dump += rightTrimmed(self.row(row).reduce(into: "") { $0 += $1.text }) + "\n"
        }
        return dump
    }

    /// The roles as one letter a cell (``Role/letter``), in the shape of ``textDump()``; normal cells are blank.
    public func roleDump() -> String {
        var dump = ""
        for row in 0..<size.rows {
            dump += rightTrimmed(String(self.row(row).map { $0.role.letter })) + "\n"
        }
        return dump
    }

    private func rightTrimmed(_ text: String) -> String {
        guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
        return String(text[...last])
    }
}

extension Role {
    /// The letter of ``Frame/roleDump()``.
    public var letter: Character {
        switch self {
        case .normal: " "
        case .bar: "B"
        case .heading: "H"
        case .strong: "S"
        case .faint: "f"
        case .passed: "P"
        case .failed: "F"
        case .warning: "W"
        case .focus: "O"
        case .address: "A"
        case .hidden: "h"
        case .border: "b"
        case .selection: "R"
        case .tokenHeader: "1"
        case .tokenPayload: "2"
        case .tokenSignature: "3"
        case .code: "Q"
        }
    }
}
