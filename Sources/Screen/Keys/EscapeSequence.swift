/// The codes of one wake-up, read one after the other.
struct Input {
    let codes: [KeyCode]
    private(set) var index = 0

    init(codes: [KeyCode]) {
        self.codes = codes
    }

    var peek: KeyCode? { index < codes.count ? codes[index] : nil }
    /// The code before the one that ``advance()`` passed last.
    var previous: KeyCode? { index >= 2 ? codes[index - 2] : nil }

    mutating func advance() {
        index += 1
    }

    /// The next octet, if it is one.
    var octet: UInt8? {
        guard case .octet(let octet)? = peek else { return nil }
        return octet
    }
}

/// What begins with ESC and was not recognised by the terminal library.
enum EscapeSequence {
    enum Reading: Equatable {
        case key(Key)
        case pasteStart
        /// Complete, and no key.
        case nothing
        /// The wake-up ended inside of it.
        case incomplete([UInt8])
        /// A control string begins: OSC, DCS, APC, PM or SOS.
        case string
    }

    private static let lengthLimit = 64

    /// Reads from the ESC on. An ESC that nothing follows is the Escape key: the library has waited for more.
    static func read(_ input: inout Input) -> Reading {
        input.advance()
        guard let octet = input.octet else { return .key(.escape) }
        switch octet {
        case 0x5b:
            input.advance()
            return controlSequence(&input)
        case 0x4f:
            input.advance()
            guard let final = input.octet else {
                return input.peek == nil ? .incomplete([0x1b, 0x4f]) : .key(.alt("O"))
            }
            input.advance()
            return .key(final == 0x4d ? .enter : letterKey(final, modifier: 1))
        case 0x7f, 0x08:
            input.advance()
            return .key(.control("w"))
        case 0x00..<0x20:
            return .key(.escape)
        case 0x50, 0x58, 0x5d, 0x5e, 0x5f:
            input.advance()
            return input.peek == nil ? .key(.alt(Character(Unicode.Scalar(octet)))) : .string
        default:
            return .key(alt(&input))
        }
    }

    private static func alt(_ input: inout Input) -> Key {
        var octets: [UInt8] = []
        while let octet = input.octet, octets.isEmpty || octet & 0xc0 == 0x80, octets.count < 4 {
            octets.append(octet)
            input.advance()
        }
        guard let character = String(decoding: octets, as: UTF8.self).first else { return .unknown }
        switch character {
        case "\u{fffd}", "\u{80}"..."\u{9f}": return .unknown
        case _: return .alt(character)
        }
    }

    /// Parameters, intermediates and one final octet (ECMA-48 5.4).
    private static func controlSequence(_ input: inout Input) -> Reading {
        var body: [UInt8] = []
        while let octet = input.octet {
            guard octet >= 0x20, octet < 0x7f, body.count < lengthLimit else { return .key(.unknown) }
            body.append(octet)
            input.advance()
            if octet >= 0x40, body != [0x5b] { return meaning(body, &input) }
        }
        return input.peek == nil ? .incomplete([0x1b, 0x5b] + body) : .key(.unknown)
    }

    private static func meaning(_ body: [UInt8], _ input: inout Input) -> Reading {
        guard let final = body.last else { return .key(.unknown) }
        if body.first == 0x5b {
            // The Linux console: ESC [ [ A to E are the first function keys.
            return .key((0x41...0x45).contains(final) ? .function(Int(final) - 0x40) : .unknown)
        }
        if body == [0x4d] {
            // A mouse report of the oldest form has three more octets.
            for _ in 0..<3 where input.octet != nil { input.advance() }
            return .key(.unknown)
        }
        if body.first == 0x3c { return .key(MouseReport.key(body)) }
        let text = String(decoding: body.dropLast(), as: UTF8.self)
        let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        let first = numbers.first.flatMap { $0 } ?? 1
        let modifier = numbers.count > 1 ? numbers[1] ?? 1 : 1
        guard text.isEmpty || numbers.allSatisfy({ $0 != nil }), (1...256).contains(modifier) else {
            return .key(.unknown)
        }
        switch final {
        case 0x7e:
            if first == 27, numbers.count == 3 { return .key(modified(numbers[2] ?? 0, modifier: modifier)) }
            return tildeKey(first)
        case 0x75:
            return .key(modified(text.isEmpty ? 0 : first, modifier: modifier))
        default:
            // With another first number it is a report: a cursor position ends in R like F3.
            guard first == 1, numbers.count <= 2 else { return .key(.unknown) }
            if text.isEmpty, final == 0x49 { return .key(.focusIn) }
            if text.isEmpty, final == 0x4f { return .key(.focusOut) }
            return .key(letterKey(final, modifier: modifier))
        }
    }

    private static func letterKey(_ final: UInt8, modifier: Int) -> Key {
        // Bits of modifier - 1: 1 Shift, 2 Alt, 4 Control.
        let isWordMove = (modifier - 1) & 6 != 0
        switch final {
        case 0x41: return .up
        case 0x42: return .down
        case 0x43: return isWordMove ? .alt("f") : .right
        case 0x44: return isWordMove ? .alt("b") : .left
        case 0x46: return .end
        case 0x48: return .home
        case 0x50...0x53: return .function(Int(final) - 0x4f)
        case 0x5a: return .backTab
        default: return .unknown
        }
    }

    private static func tildeKey(_ number: Int) -> Reading {
        switch number {
        case 1, 7: .key(.home)
        case 2: .key(.insert)
        case 3: .key(.delete)
        case 4, 8: .key(.end)
        case 5: .key(.pageUp)
        case 6: .key(.pageDown)
        case 11...15: .key(.function(number - 10))
        case 17...21: .key(.function(number - 11))
        case 23, 24: .key(.function(number - 12))
        case 200: .pasteStart
        case 201: .nothing
        default: .key(.unknown)
        }
    }

    /// A key with its code point and modifiers, as newer terminals can report it.
    private static func modified(_ code: Int, modifier: Int) -> Key {
        guard (1...0x10ffff).contains(code),
            let scalar = Unicode.Scalar(UInt32(code)), ScalarKind(scalar) != .escaped || code < 0x80
        else { return .unknown }
        switch code {
        case 9: return (modifier - 1) & 1 != 0 ? .backTab : .tab
        case 13: return .enter
        case 27: return .escape
        case 127: return .backspace
        case 0..<32: return .unknown
        default:
            let character = Character(scalar)
            if (modifier - 1) & 4 != 0 { return .control(Character(character.lowercased())) }
            if (modifier - 1) & 2 != 0 { return .alt(character) }
            return .character(character)
        }
    }
}
