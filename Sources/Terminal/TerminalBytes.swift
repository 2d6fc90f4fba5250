/// The sequences that pixie writes by itself, beside those of the terminal database.
enum TerminalBytes {
    /// Marked pastes (2004) and reports of the focus (1004).
    static let modesOn = "\u{1b}[?2004h\u{1b}[?1004h"
    static let modesOff = "\u{1b}[?1004l\u{1b}[?2004l"
    /// Presses, releases and the wheel (1000), with numbers of any size (1006). Drags stay the terminal's.
    static let mouseOn = "\u{1b}[?1000h\u{1b}[?1006h"
    static let mouseOff = "\u{1b}[?1006l\u{1b}[?1000l"
    static let titlePush = "\u{1b}[22;2t"
    static let titlePop = "\u{1b}[23;2t"

    /// Everything that the screens may have left on, for the moment when curses cannot be asked any more: pastes,
    /// focus, mouse, application keys and keypad, hidden cursor, attributes. What leaves the alternate screen is added
    /// from the terminal database.
    static func reset(popsTitle: Bool) -> String {
        modesOff + mouseOff + "\u{1b}[?1l\u{1b}>\u{1b}[?25h\u{1b}[0m" + (popsTitle ? titlePop : "")
    }

    /// Where there is no alternate screen, the shell goes on below what was drawn.
    static let belowEverything = Array("\u{1b}[999;1H\r\n".utf8)

    static func title(_ text: String) -> String {
        "\u{1b}]2;" + printable(text) + "\u{1b}\\"
    }

    /// The address as one wrapped line from column 0. The cursor and its attributes stay as they were.
    static func addressBlock(_ text: String, row: Int, isLink: Bool) -> String {
        let link = isLink ? "\u{1b}]8;id=pixie;" + text + "\u{1b}\\" : ""
        let linkEnd = isLink ? "\u{1b}]8;;\u{1b}\\" : ""
        return "\u{1b}7\u{1b}[\(row + 1);1H\u{1b}[0;4m" + link + text + linkEnd + "\u{1b}[0m\u{1b}8"
    }

    /// Into the clipboard (OSC 52). GNU screen passes it on in pieces of at most 700 octets, each in its own wrapping.
    static func copy(_ text: String, isInScreen: Bool) -> String {
        let sequence = "\u{1b}]52;c;" + Base64.encode(Array(text.utf8)) + "\u{7}"
        guard isInScreen else { return sequence }
        var wrapped = ""
        var rest = Substring(sequence)
        while !rest.isEmpty {
            wrapped += "\u{1b}P" + rest.prefix(700) + "\u{1b}\\"
            rest = rest.dropFirst(700)
        }
        return wrapped
    }

    /// Only printable ASCII.
    static func printable(_ text: String) -> String {
        String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7f }.map(Character.init))
    }
}
