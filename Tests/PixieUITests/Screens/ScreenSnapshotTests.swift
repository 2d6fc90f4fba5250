import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// Every screen at the sizes at which it must look well.
struct ScreenSnapshotTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 40, rows: 12)]
    static let smallest = Size(columns: 36, rows: 10)

    private func check(_ name: String, _ story: Story, _ sizes: [Size] = sizes, withRoles: Bool = false) {
        for size in sizes { Snapshot.check(name, story.state, size, withRoles: withRoles) }
    }

    @Test func profileEmpty() {
        var story = Story(issuer: "", clientID: "")
        check("profile-empty", story, Self.sizes + [Self.smallest])
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
        check("discover", story, Self.sizes + [Self.smallest])
    }

    @Test func request() {
        var story = Story()
        story.prepared()
        check("request", story, Self.sizes + [Self.smallest])
        story.press(.character("r"))
        story.pass(2)
        check("request-revealed", story)
    }

    @Test func signIn() {
        var story = Story()
        story.awaiting()
        check("signin", story, Self.sizes + [Self.smallest, Size(columns: 64, rows: 20)], withRoles: true)
    }

    @Test func signInOverSSH() {
        var story = Story(ssh: true, browser: .warned("This is an SSH session: a browser would open on build-07."))
        story.awaiting()
        check("signin-ssh", story)
        story.press(.character("o"))
        check("signin-ssh-open", story, [Self.sizes[0]])
    }

    @Test func signInAtTheDemo() {
        var story = Story(
            issuer: "http://127.0.0.1:49500",
            demo: DemoFacts(issuer: "http://127.0.0.1:49500", username: "demo", password: Secret("brisk-otter-41")))
        story.awaiting()
        check("signin-demo", story, Self.sizes + [Self.smallest])
    }

    @Test func signInWithALongAddress() {
        var story = Story(scopes: (0..<160).map { "scope-\($0)" }.joined(separator: " "))
        story.awaiting()
        check("signin-long", story, [Self.sizes[0], Self.sizes[2]])
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
        check("rejection-state", story, Self.sizes + [Self.smallest])
    }

    @Test func signInWithTheStateOfAnEarlierAttempt() {
        var story = Story()
        story.awaiting()
        let old = story.callback()
        story.press(.character("n"))
        story.drawEntropy(seed: 2)
        story.pass(30)
        check("signin-second", story, [Self.sizes[0]])
        story.send(.key(.paste(old)))
        story.pass(1)
        check("rejection-earlier", story, Self.sizes + [Self.smallest])
    }

    @Test func signInWithTheAnswerOfAnotherProvider() {
        var story = Story()
        story.awaiting()
        let iss = "&iss=https%3A%2F%2Fevil.example.net%2Frealms%2Facme"
        story.send(.key(.paste(story.callback(extra: iss))))
        story.pass(1)
        check("rejection-issuer", story, [Self.sizes[0], Self.sizes[2]])
    }

    @Test func signInGoesOn() throws {
        var story = Story()
        story.awaiting()
        let kept = WaitingLogin(from: try #require(story.state.awaiting))
        story = Story()
        story.send(.flow(.loginResumed(kept)))
        check("resumed-opening", story, [Self.sizes[0]])
        var taken = story
        taken.send(.flow(.listenerRefused(.portTaken(Story.port, holder: ForeignText("nginx")))))
        check("resumed-paste", taken, [Self.sizes[0], Self.sizes[2]])
        story.send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: Story.port))))
        check("resumed-listening", story, [Self.sizes[0], Self.sizes[2]])
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
        check("tokens-id", story, Self.sizes + [Self.smallest], withRoles: true)
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
        check("tokens-expired", story, [Self.sizes[0], Self.sizes[2]])
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
        check("tokens-refresh-none", story, [Self.sizes[0]])
    }

    @Test func failures() {
        var story = Story()
        story.discovering()
        story.fail(.discovery, .unresolved(host: "login.example.com"))
        check("failure-network", story, Self.sizes + [Self.smallest])

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
        for size in Self.sizes {
            story.send(.resized(size))
            story.press(.character("x"))
            check("failure-whole", story, [size])
            story.press(.escape)
        }
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
        check("help-signin", story, Self.sizes + [Self.smallest])
        story.press(.character("?"))
        check("help-signin-all", story)
        story = Story()
        story.signedIn()
        story.press(.character("?"))
        check("help-tokens", story, [Self.sizes[0]])
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
        check("quit-waiting", story, Self.sizes + [Self.smallest])
        story.press(.escape, .escape)
        check("back-to-profile", story, [Self.sizes[0]])
        story = Story()
        story.signedIn()
        story.press(.character("q"))
        check("quit-tokens", story, [Self.sizes[0]])
    }

    @Test func lookingBack() {
        var story = Story()
        story.awaiting()
        story.press(.character("["))
        check("earlier-request", story, [Self.sizes[0], Self.sizes[2]])
        story.press(.character("["), .character("["))
        check("earlier-profile", story, [Self.sizes[0]])
        story = Story()
        story.signedIn()
        story.press(.character("["))
        check("earlier-exchange", story, [Self.sizes[0]])
        story.press(.character("["))
        check("earlier-signin", story, [Self.sizes[0]])
        story.press(.character("["))
        check("earlier-request-spent", story, [Self.sizes[0]])
    }

    @Test func tooSmall() {
        var story = Story()
        story.awaiting()
        check("too-small", story, [Size(columns: 30, rows: 8), Size(columns: 12, rows: 3)])
    }

    @Test func asciiScreens() {
        var story = Story(glyphs: .ascii)
        story.prepared()
        check("ascii-request", story, [Self.sizes[0]])
        story.press(.enter)
        check("ascii-signin", story, [Self.sizes[0], Self.sizes[2]])
        story.press(.character("?"))
        check("ascii-help", story, [Self.sizes[0]])
        story = Story(glyphs: .ascii)
        story.signedIn()
        check("ascii-tokens", story, [Self.sizes[0]])
    }
}
