/// Tells typing from a paste that the terminal does not mark.
///
/// More than three printable characters in one wake-up, or in wake-ups less than 40 ms apart, are a paste. A key held
/// down sends the same character over and over, just as fast; that is typing.
struct BurstRule: Sendable {
    static let gap = 0.04
    static let typed = 3

    private var last = -Double.infinity
    private var count = 0
    private var repeated: UInt8?
    private var isAllSame = true
    private(set) var isPaste = false

    /// Judges what came at `uptime`. Line ends and tabs alone go with the paste that they follow.
    mutating func judge(_ octets: [UInt8], at uptime: Double) -> Bool {
        if !(uptime - last < BurstRule.gap) { self = BurstRule() }
        last = uptime
        for octet in octets where octet >= 0x20 && octet & 0xc0 != 0x80 {
            count += 1
            if let repeated, repeated != octet { isAllSame = false }
            repeated = octet
        }
        if count > BurstRule.typed, !isAllSame { isPaste = true }
        return isPaste
    }
}
