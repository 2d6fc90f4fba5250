/// What is wrong with a form or query that was sent to the provider.
package enum FormFault: Error, Equatable {
    case badEncoding
    case tooMany
}

/// One name and value, decoded.
package struct FormPair: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// `application/x-www-form-urlencoded` in both directions (RFC 6749 appendix B).
package enum FormCoding {
    /// A form of this provider has a dozen members; more than this is not a form for it.
    static let mostPairs = 64

    package static func encode(_ pairs: [FormPair]) -> String {
        pairs.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&")
    }

    /// Octets that are never encoded (RFC 3986 section 2.3).
    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        case _: false
        }
    }

    package static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var coded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case _ where isUnreserved(byte):
                coded.append(byte)
            case UInt8(ascii: " "):
                coded.append(UInt8(ascii: "+"))
            default:
                coded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: coded, as: UTF8.self)
    }

    package static func decode(_ form: some StringProtocol) throws(FormFault) -> [FormPair] {
        var pairs: [FormPair] = []
        for piece in form.split(separator: "&", maxSplits: mostPairs, omittingEmptySubsequences: true) {
            guard pairs.count < mostPairs else { throw .tooMany }
            let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decodePart(halves[0]), let value = decodePart(halves.count == 2 ? halves[1] : "") else {
                throw .badEncoding
            }
            pairs.append(FormPair(name, value))
        }
        return pairs
    }

    /// One decoded name or value; `nil` on a broken `%` or on octets that are not UTF-8.
    static func decodePart(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexValue), let low = rest.next().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
