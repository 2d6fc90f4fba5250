import Testing

@testable import Terminal

struct TerminalBytesTests {
    /// RFC 4648 section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"), ("\u{fb}\u{ff}", "w7vDvw=="),
    ])
    func base64IsThatOfTheStandard(_ text: String, _ coded: String) {
        #expect(Base64.encode(Array(text.utf8)) == coded)
    }

    @Test func base64UsesPlusAndSlash() {
        #expect(Base64.encode([0xfb, 0xff, 0xfe]) == "+//+")
    }

    @Test func everyModeThatIsTurnedOnIsTurnedOffAgain() {
        for mode in ["2004", "1004"] {
            #expect(TerminalBytes.modesOn.contains("\u{1b}[?\(mode)h"))
            #expect(TerminalBytes.modesOff.contains("\u{1b}[?\(mode)l"))
        }
    }

    @Test func theResetAfterACrashTurnsEverythingOff() {
        let reset = TerminalBytes.reset(popsTitle: false)
        #expect(reset.hasPrefix(TerminalBytes.modesOff))
        for sequence in ["\u{1b}[?1006l", "\u{1b}[?1000l", "\u{1b}[?1l", "\u{1b}>", "\u{1b}[?25h", "\u{1b}[0m"] {
            #expect(reset.contains(sequence))
        }
        #expect(!reset.contains(TerminalBytes.titlePop))
        #expect(TerminalBytes.reset(popsTitle: true) == reset + TerminalBytes.titlePop)
    }

    /// The handler of crashes has room for 512 octets, and up to 128 of them leave the alternate screen.
    @Test func theResetFitsIntoTheRoomOfTheHandler() {
        #expect(TerminalBytes.reset(popsTitle: true).utf8.count + 128 <= 512)
        #expect(TerminalBytes.belowEverything.count <= 128)
    }

    @Test(arguments: [
        ("pixie: Sign in", "pixie: Sign in"), ("a\u{1b}\\b\u{7}c", "a\\bc"), ("Zo\u{eb}\u{202e}x\u{9c}", "Zox"),
        ("\r\n\t\u{7f}", ""),
    ])
    func aTitleIsPrintableASCIIWhateverItWas(_ title: String, _ shown: String) {
        #expect(TerminalBytes.title(title) == "\u{1b}]2;\(shown)\u{1b}\\")
    }

    @Test func theAddressBlockLeavesCursorAndAttributesAsTheyWere() {
        #expect(
            TerminalBytes.addressBlock("https://a.example/?x=1", row: 4, isLink: false)
                == "\u{1b}7\u{1b}[5;1H\u{1b}[0;4mhttps://a.example/?x=1\u{1b}[0m\u{1b}8")
    }

    @Test func theAddressBlockIsALinkWhereTerminalsKnowLinks() {
        let block = TerminalBytes.addressBlock("https://a.example/", row: 0, isLink: true)
        #expect(block.contains("\u{1b}]8;id=pixie;https://a.example/\u{1b}\\https://a.example/\u{1b}]8;;\u{1b}\\"))
        #expect(block.hasPrefix("\u{1b}7\u{1b}[1;1H"))
        #expect(block.hasSuffix("\u{1b}[0m\u{1b}8"))
    }
}
