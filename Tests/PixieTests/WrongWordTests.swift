import Testing

@testable import pixie

/// Words of a command line that nothing knows are named before anything else that is wrong with it.
struct WrongWordTests {
    @Test(arguments: [
        (["login", "--clientid", "x", "https://a.example.com"], "'--clientid'", "'--client-id'"),
        (["profiles", "add", "x", "--provder=okta"], "'--provder'", "'--provider'"),
    ])
    func anOptionIsNamedWithTheNearest(_ arguments: [String], _ option: String, _ near: String) throws {
        let complaint = try #require(WrongWord.complaint(about: arguments))
        #expect(complaint.contains("Unknown option \(option). Did you mean \(near)?"))
    }

    @Test(arguments: [["login", "--client-id", "x"], ["login", "--", "--frob"], ["exec", "acme", "--", "--frob"]])
    func whatIsKnownIsNotNamed(_ arguments: [String]) {
        #expect(WrongWord.complaint(about: arguments) == nil)
    }

    @Test func nothingIsSuggestedWhenNothingIsNear() {
        #expect(
            WrongWord.complaint(about: ["login", "--frob"]) == "Unknown option '--frob'. Usage: pixie login --help")
        #expect(WrongWord.nearest(to: "frobnicate", ["login", "token"]) == nil)
        #expect(WrongWord.nearest(to: "lgoin", ["login", "token"]) == "login")
    }

    @Test func thereIsHelpOnlyForCommands() {
        #expect(WrongWord.complaint(aboutHelp: ["help", "nope"]) == "There is no command nope. See: pixie help")
        #expect(WrongWord.complaint(aboutHelp: ["help", "profiles", "ad"])?.contains("Did you mean add?") == true)
        for arguments in [
            ["help"], ["help", "login"], ["help", "profiles", "add"], ["help", "help"], ["login", "nope"],
        ] {
            #expect(WrongWord.complaint(aboutHelp: arguments) == nil)
        }
    }
}
