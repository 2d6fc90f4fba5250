import ArgumentParser
import Glibc
import OAuth
import PixieUI
import Profiles
import Screen
import Synchronization

/// Standard output and standard error, written whole or not at all, without buffers to flush at the end.
enum Streams {
    /// What was asked for, and nothing else. False when the reader is gone or the disk is full.
    @discardableResult
    static func out(_ line: String) -> Bool { write(line + "\n", to: 1) }

    /// All of what was asked for. When it cannot be written, that is said and the process is to end with status 1.
    ///
    /// Whatever the lines quote, they are safe to print: see ``printable(_:)``.
    static func answer(_ lines: [String]) throws(ExitCode) { try answer(blocks: CollectionOfOne(lines)) }

    /// The same for lines that are made while others are written already. The first go out at once, so that they are on
    /// the screen; the others many at a time.
    static func answer(blocks: some Sequence<[String]>) throws(ExitCode) {
        var text = ""
        var most = 2048
        for lines in blocks {
            for line in lines {
                text += printable(line)
                text += "\n"
            }
            guard text.utf8.count >= most else { continue }
            try put(text)
            text = ""
            most = 32768
        }
        try put(text)
    }

    private static func put(_ text: String) throws(ExitCode) {
        guard !write(text, to: 1) else { return }
        let reason = String(cString: strerror(errno))
        err("pixie: cannot write to standard output: \(reason).")
        throw ExitStatus.other.exitCode
    }

    /// The JSON object of a login. False when it cannot be written, which is said.
    static func report(_ report: LoginReport, showTokens: Bool, profile: ProfileName?) -> Bool {
        (try? answer([JSONText.write(report.json(showTokens: showTokens, profile: profile?.text))])) != nil
    }

    /// Opens what is closed of standard input, output and error, so that no descriptor of ours takes its place: lines
    /// would go into it. What was closed cannot be read or written afterwards either.
    static func reserve() {
        for descriptor in CInt(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free descriptor is taken, and that is this one.
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }

    /// Messages, each safe to print: see ``printable(_:)``.
    @discardableResult
    static func err(_ line: String) -> Bool {
        let text = printable(line) + "\n"
        let isHeld = held.withLock { held in
            held?.append(text)
            return held != nil
        }
        return isHeld || write(text, to: 2)
    }

    /// What is told while screens are up would be drawn over them, so it waits; nil when nothing does.
    private static let held = Mutex<[String]?>(nil)

    static func hold() { held.withLock { $0 = $0 ?? [] } }

    static func release() {
        for text in held.withLock({ $0.take() }) ?? [] { _ = write(text, to: 2) }
    }

    /// The wall in front of standard output and standard error: nothing passes that a terminal would obey, hide or
    /// reorder, whoever forgot to make it safe before. Line ends stay, for texts of several lines.
    static func printable(_ text: String) -> String {
        // Most lines are: nothing has to be taken apart.
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { ForeignText(String($0)).safe(limit: .max) }.joined(separator: "\n")
    }

    /// True when the descriptor is a terminal.
    static func isTerminal(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    /// Columns of a terminal, `nil` for anything else.
    static func width(of descriptor: CInt) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// A line as a terminal of that width shows it without breaking words; all of it in one without a width.
    ///
    /// - Parameter indent: Where the further rows begin.
    static func rows(_ line: String, width: Int?, indent: Int = 0) -> [String] {
        guard let width, width > indent + 20 else { return [line] }
        let rows = TextWrap.words(line, width: width - indent)
        return rows.enumerated().map { $0 == 0 ? $1 : String(repeating: " ", count: indent) + $1 }
    }

    /// Messages of several words to people: a terminal would break them inside of words.
    static func tell(_ line: String) {
        for row in rows(line, width: isTerminal(2) ? width(of: 2) : nil) { err(row) }
    }

    static func write(_ text: String, to descriptor: CInt) -> Bool {
        guard !text.isEmpty else { return true }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                if errno == EAGAIN {
                    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&entry, 1, -1)
                    continue
                }
                return false
            }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
