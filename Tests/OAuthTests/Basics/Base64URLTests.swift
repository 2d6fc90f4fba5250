import OAuth
import Testing

@Suite struct Base64URLTests {
    /// RFC 4648 section 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ])
    func codesTheVectorsOfRFC4648(plain: String, coded: String) {
        #expect(Base64URL.encode(plain.utf8) == coded)
        #expect(Base64URL.decode(coded) == Array(plain.utf8))
    }

    @Test func usesTheSafeAlphabet() {
        #expect(Base64URL.encode([0xfb, 0xff, 0xfe]) == "-__-")
        #expect(Base64URL.decode("-__-") == [0xfb, 0xff, 0xfe])
        #expect(Base64.encode([0xfb, 0xff, 0xfe, 0x00]) == "+//+AA==")
    }

    @Test func everyOctetSurvivesTheRoundTrip() {
        for length in 0...8 {
            for first in UInt8.min...UInt8.max {
                let bytes = (0..<length).map { first &+ UInt8($0) &* 83 }
                #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            }
        }
    }

    @Test(arguments: [
        "A", "AAAAA",  // one digit too many
        "Zg==", "Zm8=", "=",  // padding
        "Zh", "Zm9", "AB",  // unused bits are not zero
        "Zm+v", "Zm/v", "Zm v", "Zm\nv", "Zmév", "Zm9v\u{0}",  // foreign characters
    ])
    func refusesWhatNoEncoderWrites(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
