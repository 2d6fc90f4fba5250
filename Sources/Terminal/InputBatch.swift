internal import Screen

/// What is read at one wake-up, and whether it looks as if more belonged to it.
struct InputBatch {
    /// Silence that ends an unmarked paste.
    static let gapMilliseconds: CInt = 40
    /// Codes of one batch, so that endless input cannot keep the loop from its other work.
    static let most = 4 * KeyDecoder.pasteLimit
    /// Seconds that one batch may last.
    static let longest = 1.0

    private(set) var codes: [KeyCode] = []
    /// A marked paste goes on. What belongs to it needs no look at the terminal database, and has to be read quickly:
    /// GNU screen drops what a program leaves waiting.
    private(set) var isInPaste: Bool
    /// How much of the end mark the last octets are.
    private var matched = 0
    private var printable = 0
    private var first: UInt8?
    private var isAllSame = true
    private var isPlain = true

    private static let endMark = Array("\u{1b}[201~".utf8)

    /// - Parameter isInPaste: Whether the batch before ended inside of a marked paste.
    init(isInPaste: Bool = false) {
        self.isInPaste = isInPaste
    }

    mutating func append(_ code: KeyCode) {
        codes.append(code)
        followMarks(code)
        guard case .octet(let octet) = code else {
            isPlain = false
            return
        }
        switch octet {
        case 0x09, 0x0a, 0x0d:
            break
        case 0x00..<0x20, 0x7f:
            isPlain = false
        default:
            printable += 1
            if let first, first != octet { isAllSame = false }
            first = first ?? octet
        }
    }

    private mutating func followMarks(_ code: KeyCode) {
        switch code {
        case .key(CursesKeys.pasteStart): isInPaste = true
        case .key(CursesKeys.pasteEnd): isInPaste = false
        case .octet(let octet) where isInPaste:
            matched = octet == Self.endMark[matched] ? matched + 1 : octet == Self.endMark[0] ? 1 : 0
            guard matched == Self.endMark.count else { return }
            matched = 0
            isInPaste = false
        case .octet, .key: break
        }
    }

    /// An unmarked paste comes in pieces. Where one is expected, its first letters are held until silence shows that
    /// they were typed; elsewhere only what is a paste for certain is completed.
    func mayGoOn(expectsPaste: Bool) -> Bool {
        guard isPlain, printable > 0, codes.count < InputBatch.most else { return false }
        return expectsPaste || printable > 3 && !isAllSame
    }
}
