/// The octets of a marked paste until its end mark comes, which may be split over several reads.
struct PasteBuffer: Sendable {
    private static let endMark: [UInt8] = Array("\u{1b}[201~".utf8)

    private var octets: [UInt8] = []
    /// How much of the end mark the last octets are.
    private var matched = 0
    /// Octets that came, also those beyond the limit.
    private var total = 0

    /// Takes one octet; true when it completes the end mark.
    mutating func append(_ octet: UInt8) -> Bool {
        if octet == PasteBuffer.endMark[matched] {
            matched += 1
        } else {
            matched = octet == PasteBuffer.endMark[0] ? 1 : 0
        }
        total += 1
        if octets.count <= KeyDecoder.pasteLimit { octets.append(octet) }
        guard matched == PasteBuffer.endMark.count else { return false }
        octets.removeLast(max(0, octets.count - (total - matched)))
        return true
    }

    var key: Key? { PasteBuffer.key(of: octets) }

    /// Line ends become `\n`, as terminals send `\r` for them. Nothing pasted is no key.
    static func key(of octets: some Collection<UInt8>) -> Key? {
        guard !octets.isEmpty else { return nil }
        var kept: [UInt8] = []
        kept.reserveCapacity(octets.count)
        var previous: UInt8 = 0
        for octet in octets.prefix(KeyDecoder.pasteLimit + 1) {
            if octet == 0x0d {
                kept.append(0x0a)
            } else if octet != 0x0a || previous != 0x0d {
                kept.append(octet)
            }
            previous = octet
        }
        let text = String(decoding: kept, as: UTF8.self)
        // What is no UTF-8 has become three octets for one.
        guard text.utf8.count > KeyDecoder.pasteLimit + 4 else { return .paste(text) }
        return .paste(String(decoding: text.utf8.prefix(KeyDecoder.pasteLimit + 1), as: UTF8.self))
    }
}
