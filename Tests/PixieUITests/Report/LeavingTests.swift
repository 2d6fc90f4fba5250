import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// What may leave pixie as a command, a file or a report carries no secret, also where a server repeats one.
struct LeavingTests {
    /// A provider that says back what it was told: in headers, in members, and in words.
    private func echoing() throws -> (story: Story, secrets: [String]) {
        var story = Story()
        story.awaiting()
        let attempt = try #require(story.state.attempt)
        var secrets = [
            attempt.material.pkce.verifier.secret.reveal(), attempt.material.state.reveal(), Story.code,
            Story.accessToken, Story.refreshToken, "cookie-of-the-session",
        ]
        if let nonce = attempt.material.nonce { secrets.append(nonce.reveal()) }
        story.send(.key(.paste(story.callback())))
        story.pass(1)
        let body = Story.tokens(at: story.now, story.state, accessToken: Story.accessToken, refresh: true)
        let more = #","error_description":"code \#(Story.code) was fine","x":"\#(secrets[0])"}"#
        story.reply(
            to: .token, String(body.dropLast()) + more,
            headers: [
                ("X-Echo", Story.code), ("X-Debug", "verifier=\(secrets[0])"), ("X-Out", Story.accessToken),
                ("Set-Cookie", "s=cookie-of-the-session"), ("X-Request-ID", "r-1"), ("Cache-Control", "no-store"),
            ])
        if let token = story.state.session?.tokens.idToken { secrets.append(token.reveal()) }
        return (story, secrets)
    }

    private func expectNone(_ secrets: [String], in text: String, _ what: String) {
        for secret in secrets { #expect(!text.contains(secret), "\(what) has \(secret.prefix(12))…") }
    }

    @Test func commandsArchiveAndReportHaveNone() throws {
        let (story, secrets) = try echoing()
        #expect(story.state.place == .tokens)
        #expect(secrets.count > 6)
        let entries = story.state.flow.journal.entries
        let commands = entries.map { CurlText.command(for: $0) }.joined(separator: "\n")
        expectNone(secrets, in: commands, "curl")
        #expect(commands.contains("code=$CODE"))
        expectNone(secrets, in: HARText.archive(story.state), "HAR")
        expectNone(secrets, in: TroubleReport.text(story.state), "report")
        // What helps is still there.
        #expect(HARText.archive(story.state).contains("r-1"))
        #expect(TroubleReport.text(story.state).lowercased().contains("no-store"))
    }

    @Test func theJournalItselfHasNone() throws {
        let (story, secrets) = try echoing()
        expectNone(secrets, in: "\(story.state.flow.journal)", "journal")
    }

    @Test func aRefusalThatRepeatsTheCodeIsReportedWithoutIt() {
        var story = Story()
        story.exchanging()
        story.reply(
            to: .token, status: 400,
            #"{"error":"invalid_grant","error_description":"code \#(Story.code)1 is not known"}"#)
        expectNone([Story.code], in: TroubleReport.text(story.state), "report")
        expectNone([Story.code], in: HARText.archive(story.state), "HAR")
    }

    @Test func whileALoginWaitsItsSecretsStayHere() throws {
        var story = Story()
        story.awaiting()
        let attempt = try #require(story.state.attempt)
        let secrets = [attempt.material.pkce.verifier.secret.reveal(), attempt.material.state.reveal()]
        expectNone(secrets, in: TroubleReport.text(story.state) + HARText.archive(story.state), "report")
    }

    @Test func theArchiveIsSavedUnderTheNameThatWasTyped() {
        var story = Story()
        story.signedIn()
        story.press(.character("6"), .character("w"))
        #expect(story.state.view.prompt?.text == "pixie-20261121T140227Z.har" || story.state.view.prompt != nil)
        story.press(.control("u"))
        story.type("out.har")
        let orders = story.press(.enter)
        guard case .save(let text, path: "out.har")? = orders.first else {
            Issue.record("nothing is saved: \(orders)")
            return
        }
        #expect(text.hasPrefix(#"{"log":{"version":"1.2""#))
        story.send(.saved(path: "out.har", problem: nil))
        #expect(story.state.message?.text.contains("out.har") == true)
    }

    @Test func aReportIsSavedFromAFailure() {
        var story = Reach.refused.story()
        story.press(.character("W"))
        #expect(story.state.view.prompt?.text.hasSuffix(".txt") == true)
        let orders = story.press(.enter)
        guard case .save(let text, _)? = orders.first else {
            Issue.record("nothing is saved")
            return
        }
        #expect(text.contains("invalid_grant") || text.contains("refused"))
    }
}
