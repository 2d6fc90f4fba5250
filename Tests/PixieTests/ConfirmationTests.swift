import Testing

@testable import pixie

struct ConfirmationTests {
    @Test(arguments: ["y", "Y", "yes", "YES", "y ", " yes\t", "y\r"])
    func aWordForYesIsYesWhateverSurroundsIt(_ line: String) {
        #expect(Confirmation.isYes(line, usual: false))
        #expect(Confirmation.isYes(line, usual: true))
    }

    @Test(arguments: ["n", "no", "yess", "ja", "1", "true"])
    func everythingElseIsNo(_ line: String) {
        #expect(!Confirmation.isYes(line, usual: false))
        #expect(!Confirmation.isYes(line, usual: true))
    }

    @Test(arguments: ["", " ", "\r"])
    func nothingIsTheUsualAnswer(_ line: String) {
        #expect(!Confirmation.isYes(line, usual: false))
        #expect(Confirmation.isYes(line, usual: true))
        #expect(Confirmation.choices(usual: false) == "[y/N]")
        #expect(Confirmation.choices(usual: true) == "[Y/n]")
    }
}
