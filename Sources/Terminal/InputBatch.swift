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
    private var printable = 0
    private var first: UInt8?
    private var isAllSame = true
    private var isPlain = true

    mutating func append(_ code: KeyCode) {
        codes.append(code)
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

    /// An unmarked paste comes in pieces. Where one is expected, its first letters are held until silence shows that
    /// they were typed; elsewhere only what is a paste for certain is completed.
    func mayGoOn(expectsPaste: Bool) -> Bool {
        guard isPlain, printable > 0, codes.count < InputBatch.most else { return false }
        return expectsPaste || printable > 3 && !isAllSame
    }
}
