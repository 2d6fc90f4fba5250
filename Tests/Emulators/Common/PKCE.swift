import Crypto
import DemoProvider

/// RFC 7636, as a server checks it.
enum PKCE {
    static func challenge(of verifier: String) -> String {
        Base64URL.encode(SHA256.hash(data: Array(verifier.utf8)))
    }

    /// Section 4.1: 43 to 128 characters of the unreserved set.
    static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { FormCoding.isPlain($0) || Array("-._~".utf8).contains($0) }
    }

    /// What S256 makes: 43 characters of base64url.
    static func isChallenge(_ text: String) -> Bool { text.utf8.count == 43 && isBase64URL(text) }

    static func isBase64URL(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { FormCoding.isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
}

extension FormCoding {
    /// Letters and digits of ASCII.
    static func isPlain(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case _: false
        }
    }
}
