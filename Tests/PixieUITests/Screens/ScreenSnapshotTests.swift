import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Every screen at every size of ``Snapshot/sizes``, with the signs of a UTF-8 locale and of the C locale.
struct ScreenSnapshotTests {
    private func check(_ name: String, _ story: Story, withRoles: Bool = false) {
        Snapshot.check(name, story.state, withRoles: withRoles)
    }

    /// A screen that nobody looked at is one that nobody knows to be right.
    @Test func everyPlaceHasASnapshot() {
        let missing = Set(PlaceName.allCases).subtracting(Snapshot.recordedPlaces()).subtracting([.plainPage])
        #expect(missing.isEmpty, "no snapshot shows \(missing)")
    }

    @Test func profileEmpty() {
        var story = Story(issuer: "", clientID: "")
        check("profile-empty", story)
        story.press(.tab)
        story.type("my-app")
        check("profile-complaint", story)
    }

    @Test func profileFilled() {
        let story = Story(issuer: "https://login.example.com/realms/acme/.well-known/openid-configuration")
        check("profile-filled", story)
    }

    @Test func discovering() {
        var story = Story()
        story.discovering()
        story.pass(3)
        check("discovering", story)
    }

    @Test func discovered() {
        var story = Story()
        story.ready()
        check("discover", story)
    }

    @Test func request() {
        var story = Story()
        story.prepared()
        check("request", story)
        story.press(.character("r"))
        story.pass(2)
        check("request-revealed", story)
    }

    @Test func signIn() {
        var story = Story()
        story.awaiting()
        check("signin", story, withRoles: true)
    }

    @Test func signInOverSSH() {
        var story = Story(ssh: true, browser: .warned("This is an SSH session: a browser would open on build-07."))
        story.awaiting()
        check("signin-ssh", story)
        story.press(.character("o"))
        check("signin-ssh-open", story)
    }

    @Test func signInInAContainerOrInWindows() {
        var story = Story(isContainer: true, browser: .unavailable("This is a container without a browser."))
        story.awaiting()
        check("signin-container", story)
        story = Story(isWSL: true, browser: .available("wslview"))
        story.awaiting()
        check("signin-wsl", story)
    }

    @Test func signInAtTheDemo() {
        var story = Story(
            issuer: "http://127.0.0.1:49500",
            demo: DemoFacts(issuer: "http://127.0.0.1:49500", username: "demo", password: Secret("brisk-otter-41")))
        story.awaiting()
        check("signin-demo", story)
    }

    @Test func signInWithALongAddress() {
        var story = Story(scopes: (0..<160).map { "scope-\($0)" }.joined(separator: " "))
        story.awaiting()
        check("signin-long", story)
    }

    @Test func signInWithAGoodPaste() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste(story.callback())))
        check("signin-pasted", story)
    }

    @Test func signInWithAWrongPaste() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste("https://login.example.com/realms/acme/login-actions/authenticate?session_code=x")))
        check("signin-provider-page", story)
    }

    @Test func signInWithAWrongState() {
        var story = Story()
        story.awaiting()
        story.send(.key(.paste(story.callback(state: "Zk4aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa9Qw"))))
        story.pass(1)
        check("rejection-state", story)
    }

    @Test func signInWithTheStateOfAnEarlierAttempt() {
        var story = Story()
        story.awaiting()
        let old = story.callback()
        story.press(.character("n"))
        story.drawEntropy(seed: 2)
        story.pass(30)
        check("signin-second", story)
        story.send(.key(.paste(old)))
        story.pass(1)
        check("rejection-earlier", story)
    }

    @Test func signInWithTheAnswerOfAnotherProvider() {
        var story = Story()
        story.awaiting()
        let iss = "&iss=https%3A%2F%2Fevil.example.net%2Frealms%2Facme"
        story.send(.key(.paste(story.callback(extra: iss))))
        story.pass(1)
        check("rejection-issuer", story)
    }

    @Test func signInGoesOn() throws {
        var story = Story()
        story.awaiting()
        let kept = WaitingLogin(from: try #require(story.state.awaiting))
        story = Story()
        story.send(.flow(.loginResumed(kept)))
        check("resumed-opening", story)
        var taken = story
        taken.send(.flow(.listenerRefused(.portTaken(Story.port, holder: ForeignText("nginx")))))
        check("resumed-paste", taken)
        story.send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: Story.port))))
        check("resumed-listening", story)
    }

    @Test func exchanging() {
        var story = Story()
        story.exchanging()
        story.pass(4)
        check("exchange", story)
    }

    @Test func tokens() {
        var story = Story()
        story.signedIn()
        check("tokens-id", story, withRoles: true)
        story.press(.down, .down, .enter)
        check("tokens-id-open", story)
        story.press(.character("r"))
        check("tokens-id-revealed", story)
        story.press(.tab)
        check("tokens-access", story)
        story.press(.tab)
        check("tokens-refresh", story)
        story.press(.tab)
        check("tokens-user", story)
        story.press(.tab, .down, .down, .down)
        check("tokens-checks", story)
        story.press(.tab, .down, .down)
        check("tokens-http", story)
    }

    @Test func tokensThatAreExpiring() {
        var story = Story()
        story.signedIn()
        story.pass(310)
        check("tokens-expired", story)
    }

    @Test func tokensWithAnAccessTokenThatIsAJWT() {
        var story = Story()
        story.signedIn(
            accessToken: Story.signed(
                #"{"iss":"https://login.example.com/realms/acme","scope":"openid email","exp":1795270000,"aud":"api"}"#),
            refresh: false)
        story.press(.tab)
        check("tokens-access-jwt", story)
        story.press(.tab)
        check("tokens-refresh-none", story)
    }

    @Test func refreshes() {
        var story = Story()
        story.signedIn()
        story.pass(200)
        story.refreshing()
        story.pass(2)
        check("refresh-busy", story)
        var failed = story
        failed.fail(.refresh, .connectionLost(sent: false))
        check("refresh-failed", failed)
        var ended = story
        ended.reply(to: .refresh, status: 400, #"{"error":"invalid_grant"}"#)
        ended.send(.flow(.refresh(.sessionRead(ended.state.session?.stored))))
        ended.send(.flow(.refresh(.sessionStored)))
        check("refresh-ended", ended)
        story = Story()
        story.signedIn()
        story.pass(200)
        story.refreshed()
        story.pass(3)
        check("refreshed", story)
    }

    @Test func introspects() {
        var story = Story()
        story.introspects = true
        story.signedIn()
        story.press(.character("2"), .character("I"))
        story.pass(2)
        check("introspecting", story)
        let end = Int(story.now.wall.seconds) + 290
        let told = """
            {"active":true,"scope":"openid profile email","client_id":"pixie-cli","username":"dana","token_type":"Bearer",\
            "exp":\(end),"iat":\(end - 300),"sub":"a1b2c3d4-5e6f","aud":"account","iss":"\(Story.issuer)"}
            """
        story.reply(to: .introspection, told)
        story.reply(to: .introspection, #"{"active":false}"#)
        check("introspected", story)
        story.press(.character("I"))
        check("introspected-back", story)
    }

    @Test func failures() {
        var story = Story()
        story.discovering()
        story.fail(.discovery, .unresolved(host: "login.example.com"))
        check("failure-network", story)

        story = Story()
        story.awaiting()
        let state = story.state.attempt?.material.state.reveal() ?? ""
        story.send(
            .key(
                .paste(
                    "http://127.0.0.1:49152/callback?error=access_denied&error_description=The+user+said+no&state="
                        + state)))
        story.pass(1)
        check("failure-denied", story)

        story = Story()
        story.exchanging()
        story.reply(to: .token, status: 400, #"{"error":"invalid_grant","error_description":"Code not valid"}"#)
        check("failure-grant", story)
        story.press(.character("x"))
        check("failure-whole", story)
    }

    @Test func failureOfACheck() {
        var story = Story()
        story.exchanging()
        let token = Story.idToken(at: story.now, nonce: "somebody-elses")
        story.reply(
            to: .token, #"{"access_token":"\#(Story.accessToken)","token_type":"Bearer","id_token":"\#(token)"}"#)
        check("failure-nonce", story)
    }

    @Test func help() {
        var story = Story(ssh: true)
        story.awaiting()
        story.press(.character("?"))
        check("help-signin", story)
        story.press(.character("?"))
        check("help-signin-all", story)
        story = Story()
        story.signedIn()
        story.press(.character("?"))
        check("help-tokens", story)
    }

    @Test func commands() {
        var story = Story()
        story.awaiting()
        story.press(.character(":"))
        check("palette", story)
        story.type("co")
        check("palette-filter", story)
    }

    @Test func messages() {
        var story = Story()
        story.awaiting()
        story.press(.character("+"))
        story.pass(30)
        story.press(.character("c"))
        story.send(.copied("Sent with OSC 52 (388 characters). Nothing there? p"))
        story.press(.character(":"))
        story.type("messages")
        story.press(.enter)
        check("messages", story)
    }

    @Test func mouseOn() {
        var story = Story()
        story.awaiting()
        story.press(.character("m"))
        story.press(.character("x"), .escape)
        check("signin-mouse", story)
    }

    @Test func explain() {
        var story = Story()
        story.awaiting()
        story.press(.character("x"))
        check("explain", story)
    }

    @Test func questions() {
        var story = Story()
        story.awaiting()
        story.press(.character("q"))
        check("quit-waiting", story)
        story.press(.escape, .escape)
        check("back-to-profile", story)
        story = Story()
        story.signedIn()
        story.press(.character("q"))
        check("quit-tokens", story)
    }

    @Test func lookingBack() {
        var story = Story()
        story.awaiting()
        story.press(.character("["))
        check("earlier-request", story)
        story.press(.character("["), .character("["))
        check("earlier-profile", story)
        story = Story()
        story.signedIn()
        story.press(.character("["))
        check("earlier-exchange", story)
        story.press(.character("["))
        check("earlier-signin", story)
        story.press(.character("["))
        check("earlier-request-spent", story)
    }
}
