import Testing

@testable import Terminal

struct TerminalOptionsTests {
    private func options(
        _ variables: [String: String], color: TerminalOptions.Color = .auto
    ) -> TerminalOptions {
        TerminalOptions(color: color) { variables[$0] }
    }

    @Test(arguments: [
        ([:], ""),
        (["LANG": "de_DE.UTF-8"], "de_DE.UTF-8"),
        (["LANG": "de_DE.UTF-8", "LC_CTYPE": "C"], "C"),
        (["LANG": "de_DE.UTF-8", "LC_CTYPE": "C", "LC_ALL": "C.UTF-8"], "C.UTF-8"),
        (["LANG": "de_DE.UTF-8", "LC_CTYPE": "", "LC_ALL": ""], "de_DE.UTF-8"),
        (["LC_MESSAGES": "fr_FR.UTF-8"], ""),
    ])
    func theLocaleIsTheFirstThatIsNotEmpty(_ variables: [String: String], _ locale: String) {
        #expect(options(variables).locale == locale)
    }

    @Test(arguments: [
        ("C.UTF-8", true), ("en_US.utf8", true), ("de_DE.UTF-8@euro", true), ("ca_ES.utf8@valencia", true),
        ("C", false), ("POSIX", false), ("de_DE.ISO-8859-15@euro", false), ("", false),
    ])
    func theNameOfTheLocaleSaysWhetherItIsUTF8(_ locale: String, _ isUTF8: Bool) {
        #expect(options(["LANG": locale]).namesUTF8 == isUTF8)
    }

    @Test(arguments: [
        (TerminalOptions.Color.auto, String?.none, true), (.auto, "", true), (.auto, "1", false), (.auto, "0", false),
        (.always, "1", true), (.never, nil, false),
    ])
    func noColorCountsUnlessColoursAreAskedFor(_ color: TerminalOptions.Color, _ noColor: String?, _ isWanted: Bool) {
        #expect(options(noColor.map { ["NO_COLOR": $0] } ?? [:], color: color).wantsColor == isWanted)
    }

    @Test(arguments: [
        ([:], false), (["STY": "12.pts-1.host"], true), (["TMUX": "/tmp/tmux-0/default,1,0"], false),
        (["STY": "12.pts-1.host", "TMUX": "/tmp/tmux-0/default,1,0"], false),
        (["STY": ""], false), (["STY": "12.pts-1.host", "TMUX": ""], true),
    ])
    func insideOfTmuxItIsNotGNUScreen(_ variables: [String: String], _ isInScreen: Bool) {
        #expect(options(variables).isInScreen == isInScreen)
    }

    @Test func theNameOfTheTerminalIsThatOfTheEnvironment() {
        #expect(options(["TERM": "foot"]).term == "foot")
        #expect(options([:]).term == "")
    }
}
