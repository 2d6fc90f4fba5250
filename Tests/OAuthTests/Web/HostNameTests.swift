@testable import OAuth
import Testing

struct PunycodeTests {
    /// Samples of RFC 3492 section 7.1: code points and what they are encoded as.
    static let samples: [([UInt32], String)] = [
        (
            [
                0x644, 0x64A, 0x647, 0x645, 0x627, 0x628, 0x62A, 0x643, 0x644, 0x645, 0x648, 0x634, 0x639, 0x631, 0x628,
                0x64A, 0x61F,
            ], "egbpdaj6bu4bxfgehfvwxn"
        ),
        ([0x4ED6, 0x4EEC, 0x4E3A, 0x4EC0, 0x4E48, 0x4E0D, 0x8BF4, 0x4E2D, 0x6587], "ihqwcrb4cv8a8dqg056pqjye"),
        (
            [
                0x50, 0x6F, 0x72, 0x71, 0x75, 0xE9, 0x6E, 0x6F, 0x70, 0x75, 0x65, 0x64, 0x65, 0x6E, 0x73, 0x69, 0x6D,
                0x70, 0x6C, 0x65, 0x6D, 0x65, 0x6E, 0x74, 0x65, 0x68, 0x61, 0x62, 0x6C, 0x61, 0x72, 0x65, 0x6E, 0x45,
                0x73, 0x70, 0x61, 0xF1, 0x6F, 0x6C,
            ], "PorqunopuedensimplementehablarenEspaol-fmd56a"
        ),
        ([0x33, 0x5E74, 0x42, 0x7D44, 0x91D1, 0x516B, 0x5148, 0x751F], "3B-ww4c5e180e575a65lsy2b"),
        ([0x305D, 0x306E, 0x30B9, 0x30D4, 0x30FC, 0x30C9, 0x3067], "d9juau41awczczp"),
        ([0x2D, 0x3E, 0x20, 0x24, 0x31, 0x2E, 0x30, 0x30, 0x20, 0x3C, 0x2D], "-> $1.00 <--"),
    ]

    @Test(arguments: samples)
    func followsTheSamplesOfItsSpecification(_ points: [UInt32], _ text: String) {
        let scalars = points.compactMap(Unicode.Scalar.init)
        #expect(Punycode.encode(scalars) == text)
        #expect(Punycode.decode(text) == scalars)
    }

    /// Nothing that a host says may trap or take long.
    @Test(arguments: [
        "99999999", "a-99999999999999999999", String(repeating: "9", count: 256), "é", "-", "", "a-b c", "--0",
        String(repeating: "z", count: 300),
    ])
    func answersAnyText(_ text: String) {
        if let scalars = Punycode.decode(text) { #expect(scalars.count <= text.utf8.count) }
    }
}

struct HostNameTests {
    @Test(arguments: [
        ("login.example.com", "login.", "example.com"), ("example.com", "", "example.com"),
        ("a.b.example.co.uk", "a.b.", "example.co.uk"), ("example.co.uk", "", "example.co.uk"),
        ("co.uk", "", "co.uk"), ("accounts.google.com.evil.example", "accounts.google.com.", "evil.example"),
        ("localhost", "", "localhost"), ("127.0.0.1", "", "127.0.0.1"), ("::1", "", "::1"),
        ("LOGIN.Example.COM", "login.", "example.com"), ("com.co.login.de", "com.co.", "login.de"),
        ("sso.example.com.au", "sso.", "example.com.au"), ("x.xn--pple-43d.com", "x.", "xn--pple-43d.com"),
    ])
    func marksWhatSomebodyHadToRegister(_ host: String, _ prefix: String, _ registrable: String) {
        let name = HostName(host)
        #expect(name.prefix == prefix)
        #expect(name.registrable == registrable)
        #expect(name.prefix + name.registrable == name.text)
    }

    @Test func tellsWhatAnALabelStandsFor() {
        let name = HostName("xn--pple-43d.com")
        #expect(name.displayed == ForeignText("\u{430}pple.com"))
        #expect(name.warning?.hasPrefix("xn--pple-43d.com stands for \"\u{430}pple.com\"") == true)
        #expect(HostName("example.com").warning == nil)
        #expect(HostName("xn--.com").displayed?.safe() == ".com" || HostName("xn--.com").displayed == nil)
        #expect(HostName("xn--99999999.com").displayed == nil)
    }

    @Test(arguments: [
        ("https://\u{430}pple.com/x", "https://xn--pple-43d.com/x"),
        ("https://M\u{fc}nchen.example:8443/\u{e9}", "https://xn--mnchen-3ya.example:8443/\u{e9}"),
        ("https://good.example@\u{435}vil.example/", "https://good.example@xn--vil-qdd.example/"),
        ("https://example\u{3002}com\u{ff0e}evil/", "https://example.com.evil/"),
        ("https://plain.example/p?q#f", "https://plain.example/p?q#f"),
        ("no address \u{430}", "no address \u{430}"),
    ])
    func showsAddressesWithTheirHostInASCII(_ text: String, _ shown: String) {
        #expect(ForeignText(text).safeAddress() == shown)
    }

    @Test func showsHostileAddressesSafelyAndBounded() {
        let hostile = "https://\u{1b}[2J\u{202e}\u{430}\u{200b}" + String(repeating: "\u{430}", count: 90_000)
        for limit in [1, 10, 300, 4000] {
            let shown = ForeignText(hostile).safeAddress(limit: limit)
            #expect(shown.unicodeScalars.count <= limit)
            #expect(shown.unicodeScalars.allSatisfy(DisplaySafety.isPlain))
        }
    }
}
