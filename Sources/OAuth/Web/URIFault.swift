/// Why a text is not an address that pixie takes.
public enum URIFault: Error, Sendable, Equatable {
    case empty
    /// Longer than this many octets.
    case tooLong(limit: Int)
    /// A character that no address contains, at this octet: a control, a space, a backslash, a letter outside of ASCII.
    case badCharacter(ForeignText, offset: Int)
    /// Nothing like `https:` at the start.
    case noScheme
    /// A `%` without two hexadecimal digits.
    case badPercent(offset: Int)
    case badHost(ForeignText)
    case badPort(ForeignText)
    case badUserinfo
    /// A web address was wanted.
    case notWeb(scheme: ForeignText)
    case noHost
    /// A name or password before the host: it can make a foreign host look like a known one.
    case hasUserinfo

    public var message: String {
        switch self {
        case .empty:
            "The address is empty. Enter one that starts with https://."
        case .tooLong(let limit):
            "The address is longer than \(limit) octets. Copy the address alone."
        case .badCharacter(let character, let offset) where character.isOutsideASCII:
            "The address has the character \(character.codePoint) at octet \(offset), which is not ASCII and may look like "
                + "another. Write a host name in its xn-- form and everything else percent-encoded."
        case .badCharacter(let character, let offset):
            "The address has the character \"\(character.safe(limit: 12))\" at octet \(offset), which no address may "
                + "contain. Copy it again, or percent-encode it."
        case .noScheme:
            "The address does not start with a scheme. Write it whole, from https:// on."
        case .badPercent(let offset):
            "The percent encoding is broken at octet \(offset): % must be followed by two hexadecimal digits."
        case .badHost(let host):
            "\"\(host.safe(limit: 100))\" is not a host name or an IP address. Check the address for a typing error."
        case .badPort(let port):
            "\"\(port.safe(limit: 20))\" is not a port. A port is a number from 1 to 65535."
        case .badUserinfo:
            "The part before @ is not well-formed. Check the address for a typing error."
        case .notWeb(let scheme):
            "The address starts with \(scheme.safe(limit: 40)):, but only https: and http: are web addresses."
        case .noHost:
            "The address has no host. Write it whole, such as https://login.example.com."
        case .hasUserinfo:
            "The address has a name or password before @. Such addresses can hide where they lead; remove that part."
        }
    }
}

extension ForeignText {
    /// Whether it would be shown escaped or is not ASCII: it decides the advice, not the verdict.
    var isOutsideASCII: Bool { safe(limit: 12).utf8.contains { $0 > 0x7f } }

    /// `U+0430`: a character that looks like another one is told by its number.
    var codePoint: String {
        let digits = String(raw.unicodeScalars.first?.value ?? 0, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
