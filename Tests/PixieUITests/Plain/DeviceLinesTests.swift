import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The code for another device, in lines and on the screen.
struct DeviceLinesTests {
    private let issuer = LoginStory.issuer

    private func story() throws -> LoginStory {
        var story = LoginStory()
        try story.submit()
        try story.discover(offering: ",\"device_authorization_endpoint\":\"\(issuer)/device\"")
        story.draw()
        story.listen()
        return story
    }

    /// What is told of the last change, when all before it was told.
    private func lines(_ story: LoginStory) -> String {
        var presenter = PlainPresenter(isInteractive: false)
        _ = presenter.lines(for: story.previous, after: .start, at: story.now)
        return presenter.lines(for: story.state, after: story.previous, at: story.now).map(\.text)
            .joined(separator: "\n")
    }

    private let code =
        #"{"device_code":"d-secret","user_code":"WDJB-MJHT","verification_uri":"https://login.example.com/enter","#
        + #""verification_uri_complete":"https://login.example.com/enter?c=WDJB-MJHT","expires_in":600}"#

    @Test func theCodeIsToldOnceWithItsAddress() throws {
        var story = try story()
        #expect(!lines(story).contains("other device"))
        try story.reply(.deviceCode, code)
        #expect(
            lines(story)
                == "Or on any other device: open https://login.example.com/enter?c=WDJB-MJHT\n"
                + "and enter the code WDJB-MJHT.")
        story.send(.clockTicked)
        #expect(lines(story) == "")
    }

    @Test func aProviderThatGivesNoneIsToldQuietlyAndTheLoginGoesOn() throws {
        var story = try story()
        try story.reply(.deviceCode, #"{"error":"unauthorized_client\u001b[2J"}"#, status: 400)
        let told = lines(story)
        #expect(told.hasPrefix("No code for another device: the provider refuses it"))
        #expect(!told.contains("\u{1b}") && !told.contains("\n"))
        #expect(try story.awaiting.rejection == nil)
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 64, rows: 20)])
    func theScreenShowsTheCodeSpread(_ size: Size) throws {
        var story = try story()
        try story.reply(.deviceCode, code)
        var sheet = Sheet(width: size.columns, glyphs: .unicode)
        DevicePart.add(try story.awaiting, to: &sheet)
        let text = sheet.lines.map(\.text).joined(separator: "\n")
        #expect(text.contains("W D J B - M J H T"))
        #expect(text.contains("https://login.example.com/enter?c=WDJB-MJHT"))
        #expect(!text.contains("d-secret"))
    }
}
