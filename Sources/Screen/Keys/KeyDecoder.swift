/// Makes keys and pastes of what the terminal sends.
///
/// It keeps what is incomplete between reads: a paste, an escape sequence, a character of several octets. What it
/// cannot understand becomes `.unknown`, never letters, because letters are commands.
public struct KeyDecoder: Sendable {
    /// Octets of one paste that are kept; what comes beyond is dropped. A paste that was cut has more octets than this.
    public static let pasteLimit = 64 << 10

    /// After this silence an incomplete sequence is over.
    static let sequencePatience = 0.5
    /// A slow line may bring the rest of a sequence so long after its ESC.
    static let escapePatience = 1.0
    /// After this silence a paste whose end mark got lost is over.
    static let pastePatience = 2.0

    private var paste: PasteBuffer?
    private var burst = BurstRule()
    /// The start of a sequence or character that the next read completes.
    private var pending: [UInt8] = []
    /// Inside of a control string that the terminal sends and nobody asked for.
    private var isInString = false
    private var lastTime = -Double.infinity
    /// The last read ended in an ESC, which was taken for the Escape key.
    private var endedInEscape = false

    public init() {}

    /// True while more is awaited to complete a paste.
    public var isInPaste: Bool { paste != nil }

    /// When what is incomplete is over although nothing more comes, on the clock of ``decode(_:at:)``: decode no codes
    /// then. `nil` while nothing is awaited.
    public var dueAt: Double? {
        if paste != nil { return lastTime + KeyDecoder.pastePatience }
        return pending.isEmpty ? nil : lastTime + KeyDecoder.sequencePatience
    }

    /// Decodes what one wake-up brought. `uptime` is in seconds of a steady clock.
    public mutating func decode(_ codes: [KeyCode], at uptime: Double) -> [Key] {
        var keys: [Key] = []
        let silence = uptime - lastTime
        giveUp(after: silence, into: &keys)
        if !codes.isEmpty {
            restoreEscape(before: codes, after: silence)
            lastTime = uptime
            endedInEscape = codes.last == .octet(0x1b) && paste == nil
        }
        var input = Input(codes: pending.map(KeyCode.octet) + codes)
        pending = []
        var run: [UInt8] = []
        while let code = input.peek {
            if paste != nil {
                takePasted(code, &input, into: &keys)
            } else if isInString {
                skipString(&input)
            } else {
                switch code {
                case .octet(let octet) where KeyDecoder.isText(octet):
                    run.append(octet)
                    input.advance()
                case .octet(let octet):
                    flush(&run, at: uptime, into: &keys)
                    takeControl(octet, &input, into: &keys)
                case .key(let number):
                    flush(&run, at: uptime, into: &keys)
                    input.advance()
                    if number == CursesKeys.pasteStart {
                        paste = PasteBuffer()
                    } else if number != CursesKeys.pasteEnd {
                        keys.append(CursesKeys.key(of: number))
                    }
                }
            }
        }
        holdIncompleteCharacter(&run)
        flush(&run, at: uptime, into: &keys)
        return keys
    }

    /// Characters, and the line ends and tabs between them.
    private static func isText(_ octet: UInt8) -> Bool {
        octet >= 0x20 && octet != 0x7f || octet == 0x0d || octet == 0x0a || octet == 0x09
    }

    /// The Escape key was reported already, but what comes now shows that it began a sequence: a person does not type
    /// a bracket and more in one moment.
    private mutating func restoreEscape(before codes: [KeyCode], after silence: Double) {
        guard endedInEscape, pending.isEmpty, silence < KeyDecoder.escapePatience else { return }
        if codes.count >= 2, codes[0] == .octet(0x5b), case .octet = codes[1] { pending = [0x1b] }
    }

    private mutating func giveUp(after silence: Double, into keys: inout [Key]) {
        if silence >= KeyDecoder.pastePatience, let lost = paste {
            paste = nil
            if let key = lost.key { keys.append(key) }
        }
        if silence >= KeyDecoder.sequencePatience {
            isInString = false
            if !pending.isEmpty {
                keys.append(pending == [0x1b, 0x5b] ? .alt("[") : pending == [0x1b, 0x4f] ? .alt("O") : .unknown)
                pending = []
            }
        }
    }

    private mutating func takePasted(_ code: KeyCode, _ input: inout Input, into keys: inout [Key]) {
        input.advance()
        let isOver =
            switch code {
            case .octet(let octet): paste?.append(octet) ?? true
            case .key(let number): number == CursesKeys.pasteEnd
            }
        guard isOver, let finished = paste else { return }
        paste = nil
        if let key = finished.key { keys.append(key) }
    }

    private mutating func takeControl(_ octet: UInt8, _ input: inout Input, into keys: inout [Key]) {
        if octet != 0x1b {
            input.advance()
            keys.append(KeyDecoder.control(octet))
            return
        }
        switch EscapeSequence.read(&input) {
        case .key(let key): keys.append(key)
        case .pasteStart: paste = PasteBuffer()
        case .nothing: break
        case .incomplete(let octets): pending = octets
        case .string: isInString = true
        }
    }

    static func control(_ octet: UInt8) -> Key {
        switch octet {
        case 0x08, 0x7f: .backspace
        case 0x00: .control(" ")
        default: .control(Character(Unicode.Scalar(octet < 0x1b ? octet + 0x60 : octet + 0x40)))
        }
    }

    /// Skips a control string up to its end: BEL, or ESC and a backslash.
    private mutating func skipString(_ input: inout Input) {
        while let code = input.peek {
            input.advance()
            if code == .octet(0x07) || code == .octet(0x5c) && input.previous == .octet(0x1b) {
                isInString = false
                return
            }
        }
    }

    private mutating func flush(_ run: inout [UInt8], at uptime: Double, into keys: inout [Key]) {
        guard !run.isEmpty else { return }
        if burst.judge(run, at: uptime) {
            if let key = PasteBuffer.key(of: run) { keys.append(key) }
        } else {
            for character in String(decoding: run, as: UTF8.self) {
                let key = KeyDecoder.typed(character)
                keys.append(key)
                // An octet such as 0x9b begins a sequence of eight-bit controls; what follows it is no text.
                if key == .unknown { break }
            }
        }
        run = []
    }

    private static func typed(_ character: Character) -> Key {
        switch character {
        case "\r", "\n", "\r\n": .enter
        case "\t": .tab
        case "\u{fffd}", "\u{80}"..."\u{9f}": .unknown
        default: .character(character)
        }
    }

    /// Keeps the start of a character whose other octets are still to come.
    private mutating func holdIncompleteCharacter(_ run: inout [UInt8]) {
        for length in 1...3 where run.count >= length {
            let octet = run[run.count - length]
            guard octet & 0xc0 != 0x80 else { continue }
            let needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : octet >= 0xc2 ? 2 : 1
            if needed > length, octet < 0xf5 {
                pending = Array(run.suffix(length))
                run.removeLast(length)
            }
            return
        }
    }
}
