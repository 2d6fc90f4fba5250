import LoginFlow
import OAuth

/// Sessions and waiting logins of each shape, made by the machine itself.
enum KeptFixture {
    static func session(_ fixture: Fixture = Fixture()) throws -> StoredSession {
        try FlowHarness.authenticated(fixture).session.stored
    }

    static func sessions() throws -> [StoredSession] {
        var confidential = Fixture()
        confidential.clientSecret = Secret("s3cret \"ü\"")
        var plain = Fixture()
        plain.scopes = []
        plain.withUserInfo = false
        return [try session(), try session(confidential), try session(plain)]
    }

    static func waiting() throws -> [WaitingLogin] {
        var renewed = try FlowHarness.awaiting()
        _ = renewed.send(.attemptRenewed)
        _ = renewed.send(.entropyDrawn(Fixture.entropy(2)))
        _ = renewed.send(.waitExtended)
        var pasted = Fixture()
        pasted.redirect = .registered(try RedirectURI("https://app.example/back?x=1"))
        pasted.clientSecret = Secret("s3cret")
        pasted.scopes = ["email"]
        return [
            WaitingLogin(from: try FlowHarness.awaiting().awaiting), WaitingLogin(from: try renewed.awaiting),
            WaitingLogin(from: try FlowHarness.generatingThenPrepared(pasted).awaiting),
        ]
    }
}
