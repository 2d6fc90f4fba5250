import OAuth
import Testing

struct RevocationTests {
    @Test func anySuccessIsEnoughWhateverTheBody() throws {
        for body in ["", "{}", "<html>", "{\"error\":\"x\"}"] {
            try RevocationAnswer.judge(HTTPReply(status: 200, body: Array(body.utf8)))
        }
    }

    @Test func theAddressOfTheSignOutPageKeepsItsQuery() throws {
        let request = EndSessionRequest(
            endpoint: try Endpoint("https://login.example.com/end?t=1"), idToken: Secret("a.b.c"), clientID: "my app",
            returnTo: try RedirectURI("http://127.0.0.1:1/bye"), state: Secret("s&t"))
        #expect(
            request.address.text == "https://login.example.com/end?t=1&id_token_hint=a.b.c&client_id=my+app"
                + "&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fbye&state=s%26t")
    }

    @Test func aStateWithoutAWayBackIsNotSent() throws {
        let request = EndSessionRequest(
            endpoint: try Endpoint("https://login.example.com/end"), idToken: nil, clientID: "a", state: Secret("s"))
        #expect(request.address.text == "https://login.example.com/end?client_id=a")
    }
}
