import Glibc
import OAuth

/// Lines from standard input.
///
/// A terminal is read in raw mode: in its own line mode it would cut a paste at 4095 characters and print the code that
/// is in it.
struct LineInput {
    let descriptor: CInt
    let isTerminal: Bool
    private(set) var isOpen = true
    private var pending: [UInt8] = []
    private var saved: termios?

    /// Octets of one line; what is more is dropped, and the line is too long for whoever judges it.
    private let limit: Int

    init(descriptor: CInt, limit: Int = Limits.paste) {
        self.descriptor = descriptor
        self.limit = limit + 1
        isTerminal = Streams.isTerminal(descriptor)
    }

    /// Takes the terminal's line mode away. Harmless on anything else, and when it was done before.
    mutating func start() {
        guard isTerminal, saved == nil else { return }
        var modes = termios()
        guard tcgetattr(descriptor, &modes) == 0 else { return }
        saved = modes
        modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(descriptor, TCSADRAIN, &modes)
    }

    /// Gives the terminal back as it was found.
    mutating func stop() {
        guard var modes = saved else { return }
        saved = nil
        tcsetattr(descriptor, TCSADRAIN, &modes)
    }

    /// Gives the terminal back and stops the process, as Control-Z does. When it goes on, ``start()`` is to be called:
    /// at the signal for that, which also comes when somebody else has stopped us.
    mutating func suspend() {
        stop()
        raise(SIGSTOP)
    }

    /// The lines that are whole now. Call it when the descriptor is readable.
    mutating func read() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 16384)
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count < 0 {
            if errno != EINTR && errno != EAGAIN { isOpen = false }
            return []
        }
        guard count > 0 else {
            isOpen = false
            // The last line may have no end.
            return pending.isEmpty ? [] : [take()]
        }
        echo(buffer[..<count])
        var lines: [String] = []
        for byte in buffer[..<count] {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                // A paste of several lines is one answer: the rest follows in the same read.
                if !pending.isEmpty || isTerminal { lines.append(take()) }
            case 0x7f where isTerminal, 0x08 where isTerminal:
                _ = pending.popLast()
            case 0x04 where isTerminal && pending.isEmpty:
                isOpen = false
            default:
                if pending.count < limit { pending.append(byte) }
            }
        }
        return lines
    }

    /// Shows what is typed; what is pasted is counted instead, when the line is whole.
    private func echo(_ bytes: ArraySlice<UInt8>) {
        guard isTerminal, bytes.count == 1, let byte = bytes.first, pending.count < 20 else { return }
        if (0x20..<0x7f).contains(byte) { _ = Streams.write(String(Unicode.Scalar(byte)), to: 2) }
        if byte == 0x7f || byte == 0x08, !pending.isEmpty { _ = Streams.write("\u{8} \u{8}", to: 2) }
    }

    private mutating func take() -> String {
        defer { pending = [] }
        return String(decoding: pending, as: UTF8.self)
    }
}
