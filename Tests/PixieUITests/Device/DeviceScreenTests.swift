import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The code for another device on the screen, with its QR code where one fits.
struct DeviceScreenTests {
    private static func offered(redirect: RedirectPlan? = nil) -> Story {
        var story = Story()
        story.discovering()
        let endpoint = #""device_authorization_endpoint":"https://login.example.com/device","#
        story.reply(to: .discovery, Story.metadata().replacing("{\"issuer\"", with: "{" + endpoint + "\"issuer\""))
        story.reply(to: .keys, Story.keySet)
        story.press(.enter)
        story.drawEntropy()
        story.send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: Story.port))))
        story.press(.enter)
        return story
    }

    private static func open(expiresIn: Int = 300) -> Story {
        var story = offered()
        story.reply(
            to: .deviceCode,
            #"{"device_code":"d-secret-of-the-device","user_code":"BCDF-GHJK","#
                + #""verification_uri":"https://login.example.com/device","#
                + #""verification_uri_complete":"https://login.example.com/device?user_code=BCDF-GHJK","#
                + #""expires_in":\#(expiresIn),"interval":5}"#)
        return story
    }

    private static func text(_ story: Story, _ columns: Int = 80, _ rows: Int = 24) -> String {
        AppView.render(story.state, size: Size(columns: columns, rows: rows)).textDump()
    }

    @Test func looksTheSame() {
        var story = Self.open()
        story.press(.character("v"))
        Snapshot.check("device", story.state, withRoles: true)
        story.press(.escape)
        Snapshot.check("signin-device", story.state)
    }

    @Test func theKeyGoesThereAndBack() {
        var story = Self.open()
        #expect(Self.text(story).contains("Paste it here"))
        story.press(.character("v"))
        #expect(Self.text(story).contains("B C D F - G H J K"))
        #expect(!Self.text(story).contains("Paste it here"))
        story.press(.character("v"))
        #expect(Self.text(story).contains("Paste it here"))
        story.press(.character("Q"), .escape)
        #expect(Self.text(story).contains("Paste it here"))
        #expect(story.state.overlay == nil)
    }

    /// Letters that mean nothing there are not typed into a field that nobody sees.
    @Test func nothingIsTypedUnseenAndAPasteComesBackToTheField() {
        var story = Self.open()
        story.press(.character("v"))
        story.type("zzz")
        #expect(story.state.paste.isEmpty)
        story.send(.key(.paste(story.callback())))
        #expect(story.state.view.page == .ways)
        #expect(story.state.paste.isGood)
    }

    @Test(arguments: [("authorization_pending", "asked once"), ("slow_down", "every 0:10 now")])
    func itSaysHowItStands(error: String, words: String) {
        var story = Self.open()
        story.press(.character("v"))
        story.pass(5.1)
        story.reply(to: .devicePoll, status: 400, #"{"error":"\#(error)"}"#)
        #expect(Self.text(story).contains(words), "\(Self.text(story))")
    }

    @Test(arguments: [("access_denied", "was declined"), ("expired_token", "has expired")])
    func itSaysWhyItIsOverAndANewAttemptAsksAgain(error: String, words: String) {
        var story = Self.open()
        story.press(.character("v"))
        story.pass(5.1)
        story.reply(to: .devicePoll, status: 400, #"{"error":"\#(error)"}"#)
        #expect(Self.text(story).contains(words))
        #expect(Self.text(story).contains("n makes a new attempt"))
        Snapshot.check("device-" + error, story.state)
        story.press(.character("n"))
        _ = story.takeOrders()
        story.drawEntropy(seed: 3)
        let sent = story.takeOrders().compactMap { order -> HTTPCall.Purpose? in
            if case .flow(.send(_, let call)) = order { call.purpose } else { nil }
        }
        #expect(sent.contains(.deviceCode))
    }

    @Test func aCodeThatRunsOutSaysSo() {
        var story = Self.open(expiresIn: 30)
        story.press(.character("v"))
        for _ in 0..<7 {
            story.pass(5)
            story.reply(to: .devicePoll, status: 400, #"{"error":"authorization_pending"}"#)
        }
        #expect(Self.text(story).contains("has expired"))
    }

    @Test func thePictureIsThereOnlyWhereItFits() {
        var story = Self.open()
        story.press(.character("v"))
        let block = "▀"
        #expect(Self.text(story, 80, 24).contains(block))
        #expect(Self.text(story, 120, 40).contains(block))
        #expect(!Self.text(story, 40, 12).contains(block))
        #expect(!Self.text(story, 80, 16).contains(block))
        #expect(Self.text(story, 80, 16).contains("The QR code needs 33 columns and 17 rows"))
        story.state.glyphs = .ascii
        #expect(Self.text(story, 80, 24).contains("needs a UTF-8 terminal"))
    }

    @Test func theDeviceCodeItselfIsNeverShown() {
        var story = Self.open()
        story.press(.character("v"))
        story.pass(6)
        for (columns, rows) in [(80, 24), (120, 40), (40, 12), (200, 60)] {
            #expect(!Self.text(story, columns, rows).contains("d-secret"))
        }
        #expect(!TroubleReport.text(story.state).contains("d-secret"))
    }

    /// A phone would end at its own 127.0.0.1.
    @Test func theAddressHasNoPictureWhenTheAnswerCannotBeBrought() {
        var story = Story()
        story.awaiting()
        story.press(.character("Q"))
        #expect(story.state.view.page == .ways)
        #expect(Self.text(story).contains("No QR code: a phone"))
    }
}
