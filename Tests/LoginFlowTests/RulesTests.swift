import LoginFlow
import OAuth
import Testing

/// What the rules of a provider change in the flow.
struct RulesTests {
    private func fixture(_ change: (inout ProviderRules) -> Void) -> Fixture {
        var fixture = Fixture()
        change(&fixture.rules)
        return fixture
    }

    private func fixed(_ rules: inout ProviderRules) {
        guard let authorization = try? WebAddress(Fixture.issuer + "/go"),
            let token = try? Endpoint(Fixture.issuer + "/token")
        else { return }
        var endpoints = FixedEndpoints(authorization: authorization, token: token)
        endpoints.jwks = try? Endpoint(Fixture.issuer + "/keys")
        rules.endpoints = .fixed(endpoints)
    }

    @Test func aProviderWithFixedAddressesIsAskedNothing() throws {
        let fixture = fixture { fixed(&$0) }
        var flow = FlowHarness(fixture)
        let effects = flow.send(.planSubmitted(try fixture.plan))
        #expect(names(effects) == "send keys, drawEntropy")
        #expect(names(flow.send(.entropyDrawn(Fixture.entropy()))) == "openListener")
        _ = flow.send(.listenerOpened(Fixture.listener))
        #expect(try flow.awaiting.attempt.request.address.text.hasPrefix(Fixture.issuer + "/go?"))
    }

    @Test func aRequestIsNotPushedWhereTheRuleForbidsIt() throws {
        var fixture = fixture { $0.pushing = .never }
        fixture.pushes = true
        var flow = try FlowHarness.opening(fixture)
        #expect(names(flow.send(.listenerOpened(Fixture.listener))) == "warm, pointShortAddress, keepWaiting")
    }

    /// One request waits at a time: nothing tells the answer to an older one apart.
    @Test func withoutStateOnlyTheNewestAttemptCounts() throws {
        var flow = try FlowHarness.awaiting(fixture { $0.request.usesState = false })
        let first = try flow.awaiting.attempt
        #expect(!first.request.parameters.contains { $0.name == "state" })
        _ = flow.send(.attemptRenewed)
        _ = flow.send(.entropyDrawn(Fixture.entropy(2)))
        #expect(try flow.awaiting.attempt.number == 2)
        #expect(try flow.awaiting.earlier.isEmpty)
        _ = flow.send(.attemptChosen(1))
        #expect(try flow.awaiting.attempt.number == 2)
    }

    @Test func withoutStateTheAnswerIsTakenOnce() throws {
        var fixture = fixture { $0.request.usesState = false }
        fixture.promisesIssuer = false
        var flow = try FlowHarness.awaiting(fixture)
        #expect(
            names(flow.send(.callbackArrived(ArrivalID(1), target: "/callback?code=c&state=x"))).hasPrefix("answer "))
        #expect(names(flow.send(.callbackArrived(ArrivalID(2), target: "/callback?code=c"))).contains("send token"))
        #expect(names(flow.send(.callbackArrived(ArrivalID(3), target: "/callback?code=c"))).hasPrefix("answer "))
    }

    /// The rules go with the login into another process.
    @Test func aWaitingLoginKeepsItsRules() throws {
        let fixture = fixture {
            fixed(&$0)
            $0.name = "Kit"
            $0.request.usesState = false
            $0.token.body = .json
        }
        var flow = FlowHarness(fixture)
        _ = flow.send(.planSubmitted(try fixture.plan))
        _ = flow.send(.entropyDrawn(Fixture.entropy()))
        let effects = flow.send(.listenerOpened(Fixture.listener))
        let kept = effects.compactMap { effect in if case .keepWaiting(let login) = effect { login } else { nil } }
        let login = try #require(kept.first)
        #expect(try WaitingLogin(bytes: login.bytes) == login)
        #expect(try WaitingLogin(bytes: login.bytes).plan.client.rules.name == "Kit")
    }

    @Test(arguments: [
        (RedirectRules.Loopback.address, "http://127.0.0.1:80/cb", true), (.address, "http://localhost:80/cb", false),
        (.name, "http://localhost:80/cb", true), (.name, "http://127.0.0.1:80/cb", false),
        (.either, "http://localhost:80/cb", true), (.either, "http://127.0.0.1:80/cb", true),
        (.address, "https://app.example/cb", true),
    ])
    func theHostOfThisMachineFollowsTheRule(host: RedirectRules.Loopback, address: String, isTaken: Bool) throws {
        var rules = RedirectRules()
        rules.loopback = host
        #expect((rules.fault(of: .registered(try RedirectURI(address))) == nil) == isTaken)
    }

    @Test func aFreePortAndHTTPFollowTheRule() throws {
        var rules = RedirectRules()
        #expect(rules.fault(of: .loopback(port: nil)) == nil)
        rules.port = .exact
        #expect(rules.fault(of: .loopback(port: nil)) != nil)
        #expect(rules.fault(of: .loopback(port: 8400)) == nil)
        rules.isHTTPSOnly = true
        #expect(rules.fault(of: .loopback(port: 8400)) != nil)
        #expect(rules.fault(of: .registered(try RedirectURI("https://app.example/cb"))) == nil)
    }

    @Test func theNameStandsInTheRedirectURIWhereTheProviderWantsIt() throws {
        let fixture = fixture { $0.redirect.loopback = .name }
        let flow = try FlowHarness.awaiting(fixture)
        #expect(try flow.awaiting.attempt.redirect.text == "http://localhost:49152/callback")
        #expect(
            try FlowHarness.awaiting(self.fixture { _ in }).awaiting.attempt.redirect.text
                == "http://127.0.0.1:49152/callback")
    }

    // MARK: after the login

    private static func session(sid: String?, _ change: (inout ProviderRules) -> Void) throws -> StoredSession {
        var rules = ProviderRules()
        rules.name = "Kit"
        change(&rules)
        let claims = sid.map { #"{"sub":"u","sid":"\#($0)"}"# } ?? #"{"sub":"u"}"#
        let token = [#"{"alg":"RS256"}"#, claims, "sig"].map { Base64URL.encode(Array($0.utf8)) }.joined(separator: ".")
        let text =
            #"{"kind":"session","version":1,"generation":1,"issuer":"https://kit.example","#
            + #""token_endpoint":"https://kit.example/token","end_session_endpoint":"https://kit.example/bye","#
            + #""client_id":"c","client_auth":"none","requested_scopes":[],"resources":[],"#
            + #""rules":\#(JSONValue.object(rules.json).text),"user":{"user":{"id":"u"}},"logged_in_at":1,"#
            + #""obtained_at":1,"tokens":{"access_token":"\#(token)","token_type":"Bearer","refresh_token":"rt"}}"#
        return try StoredSession(bytes: Array(text.utf8))
    }

    @Test func aSessionKeepsRulesAndUser() throws {
        let session = try Self.session(sid: "s") { $0.token.body = .json }
        #expect(session.rules.token.body == .json)
        #expect(session.user?["user"]?.object?["id"]?.string == "u")
        #expect(try StoredSession(bytes: session.bytes) == session)
    }

    @Test func theSessionAtTheProviderEndsAsTheRuleSays() throws {
        let page = try WebAddress("https://kit.example/logout")
        let bySid = try Self.session(sid: "session 1") { $0.logout = .sessionID(address: page) }
        #expect(bySid.endAddress()?.text == "https://kit.example/logout?session_id=session+1")
        #expect(
            bySid.endAddress(returnTo: try RedirectURI("https://app.example/"))?.text
                == "https://kit.example/logout?session_id=session+1&return_to=https%3A%2F%2Fapp.example%2F")
        #expect(try Self.session(sid: nil) { $0.logout = .sessionID(address: page) }.endAddress() == nil)
        #expect(try Self.session(sid: "s") { $0.logout = .none }.endAddress() == nil)
        #expect(
            try Self.session(sid: "s") { _ in }.endAddress()?.text.hasPrefix("https://kit.example/bye?") == true)
    }

    @Test func aRefreshTakesOnlyTheParametersOfTheRule() throws {
        let organization = [FormPair("organization_id", "org_1")]
        let session = try Self.session(sid: "s") { $0.token.refreshParameters = ["organization_id"] }
        #expect(throws: Never.self) { try session.refreshing(with: organization) }
        #expect(throws: ClientFault.self) { try session.refreshing(with: [FormPair("scope", "x")]) }
        #expect(throws: ClientFault.self) { try Self.session(sid: "s") { _ in }.refreshing(with: organization) }
    }

    /// The session is read anew before a refresh; what the refresh carries besides stays, for this one only.
    @Test func aRefreshCarriesTheOrganizationOnce() throws {
        let kept = try Self.session(sid: "s") {
            $0.token.refreshParameters = ["organization_id"]
            $0.token.tokenType = .optional
            $0.token.body = .json
        }
        var state = RefreshState.start(try kept.refreshing(with: [FormPair("organization_id", "org_1")]))
        let now = Fixture.start
        _ = RefreshMachine.reduce(&state, .refreshWanted(.person), at: now)
        _ = RefreshMachine.reduce(&state, .lockTaken, at: now)
        let effects = RefreshMachine.reduce(&state, .sessionRead(kept), at: now)
        guard case .send(let id, let call)? = effects.first else {
            Issue.record("nothing is sent: \(effects)")
            return
        }
        #expect(call.form.map(\.name) == ["grant_type", "refresh_token", "client_id", "organization_id"])
        #expect(call.encoding == .json)
        let reply = Fixture.json(#"{"access_token":"a2","refresh_token":"rt2"}"#)
        let stored = RefreshMachine.reduce(&state, .replyArrived(id, .success(reply)), at: now)
        guard case .store(let after)? = stored.first else {
            Issue.record("nothing is stored: \(stored)")
            return
        }
        #expect(after.tokens?.refreshToken == Secret("rt2"))
        #expect(after.refreshParameters.isEmpty)
    }
}
