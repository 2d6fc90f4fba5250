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
        guard let octets = burst() else { return [] }
        guard !octets.isEmpty else {
            isOpen = false
            // The last line may have no end.
            return pending.isEmpty ? [] : [take()]
        }
        echo(octets[...])
        if isTerminal, WrappedPaste.isOne(octets) { return take(paste: octets) }
        var lines: [String] = []
        for byte in octets {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
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

    /// What can be read now; nil when nothing can, empty at the end. A terminal hands over a long paste in pieces, which
    /// follow each other at once.
    private mutating func burst() -> [UInt8]? {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        repeat {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno != EINTR && errno != EAGAIN { isOpen = false }
                return octets.isEmpty ? nil : octets
            }
            octets += buffer[..<count]
            guard count > 1 else { break }
        } while isTerminal && octets.count <= limit && !Poll.wait([descriptor], timeout: Self.pause).isEmpty
        return octets
    }

    /// Between two pieces of one paste, in seconds at most.
    private static let pause = 0.03

    /// The lines of a paste are one answer. It waits for Enter where it does not end with it.
    private mutating func take(paste octets: [UInt8]) -> [String] {
        let isEnded = octets.last.map(WrappedPaste.isBreak) ?? false
        for byte in octets.trimming(while: WrappedPaste.isBreak) where pending.count < limit {
            pending.append(WrappedPaste.isBreak(byte) ? UInt8(ascii: "\n") : byte)
        }
        return isEnded ? [take()] : []
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

extension [UInt8] {
    /// Without those at both ends.
    fileprivate func trimming(while isDropped: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = firstIndex { !isDropped($0) } ?? endIndex
        let end = lastIndex { !isDropped($0) }.map { $0 + 1 } ?? start
        return self[start..<end]
    }
}
