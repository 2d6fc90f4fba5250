import LoginFlow
import OAuth
import Testing

/// Requests that prove the client's key (RFC 7523) and the login's (RFC 9449), from the push to the refresh.
struct ProofTests {
    private static func fixture(pushes: Bool = false, key: ClientKey? = nil, use: Use = .always) -> Fixture {
        var fixture = Fixture()
        fixture.pushes = pushes
        fixture.rules.dpop.use = use
        fixture.clientKeys = ClientKeys(signing: key)
        return fixture
    }

    private static func clientKey() throws -> ClientKey {
        let jwk = """
            {"kty":"EC","crv":"P-256","kid":"c1","x":"weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ",\
            "y":"e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck","d":"VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw"}
            """
        return try KeyFile.read(Array(jwk.utf8)).signingKey(nil)
    }

    static let demand = HTTPReply(
        status: 400, headers: [.init("DPoP-Nonce", "n-1"), .init("Content-Type", "application/json")],
        body: Array(#"{"error":"use_dpop_nonce"}"#.utf8))

    static func boundTokens(_ idToken: String?, type: String = "DPoP") -> HTTPReply {
        let id = idToken.map { #","id_token":"\#($0)""# } ?? ""
        return Fixture.json(
            #"{"access_token":"bound","token_type":"\#(type)","expires_in":300,"refresh_token":"r-1"\#(id)}"#)
    }

    private func sent(_ effects: [FlowEffect], _ purpose: HTTPCall.Purpose) throws -> HTTPCall {
        try #require(
            effects.compactMap { effect in
                if case .send(_, let call) = effect, call.purpose == purpose { call } else { nil }
            }.first)
    }

    private func header(_ name: String, _ call: HTTPCall) -> String? {
        call.headers.first { $0.name == name }?.value.reveal()
    }

    private func proof(_ call: HTTPCall) throws -> JWT {
        try JWT.decode(Secret(try #require(header("DPoP", call), "no proof goes along")))
    }

    private func callback(_ flow: FlowHarness) throws -> FlowEvent {
        let state = try flow.awaiting.attempt.material.state.reveal()
        return .callbackArrived(ArrivalID(1), target: Fixture.target(state: state))
    }

    private func nonce(_ flow: FlowHarness) throws -> String {
        try #require(try flow.awaiting.attempt.material.nonce).reveal()
    }

    // MARK: DPoP

    @Test func everyRequestOfABoundLoginProvesItsKey() throws {
        var flow = try FlowHarness.opening(Self.fixture(pushes: true))
        let push = try sent(flow.send(.listenerOpened(Fixture.listener)), .push)
        let key = try #require(try proof(push).header["jwk"])
        let announced = push.form.first { $0.name == "dpop_jkt" }?.value.reveal()
        #expect(announced?.count == 43, "the request names the key")
        _ = try flow.reply(.push, Fixture.pushed())
        let expected = try nonce(flow)
        let exchange = try sent(flow.send(try callback(flow)), .token)
        #expect(try proof(exchange).header["jwk"] == key)
        #expect(try proof(exchange).claims["htu"]?.string == Fixture.issuer + "/token")
        _ = try flow.reply(.keys, Fixture.keys())
        let userInfo = try sent(
            try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected))), .userinfo)
        #expect(header("Authorization", userInfo) == "DPoP bound")
        #expect(try proof(userInfo).claims["ath"]?.string?.count == 43)
        #expect(try proof(userInfo).header["jwk"] == key)
        #expect(try flow.session.checks.contains { $0.id == "token.type" && $0.expected == "DPoP" })
        #expect(!String(reflecting: flow.state.journal).contains("eyJ"), "proofs are not in the list of requests")
    }

    @Test func aServersNonceIsAnsweredOnceAtEachEndpoint() throws {
        var flow = try FlowHarness.opening(Self.fixture(pushes: true))
        _ = flow.send(.listenerOpened(Fixture.listener))
        let push = try sent(try flow.reply(.push, Self.demand), .push)
        #expect(try proof(push).claims["nonce"]?.string == "n-1")
        #expect(flow.name == "pushing")
        _ = try flow.reply(.push, Fixture.pushed())
        let expected = try nonce(flow)
        let first = try sent(flow.send(try callback(flow)), .token)
        #expect(try proof(first).claims["nonce"]?.string == "n-1", "the newest nonce of the same server")
        var other = Self.demand
        other = HTTPReply(status: 400, headers: [.init("DPoP-Nonce", "n-2")], body: other.body)
        let second = try sent(try flow.reply(.token, other), .token)
        #expect(try proof(second).claims["nonce"]?.string == "n-2")
        #expect(try proof(second).claims["jti"] != proof(first).claims["jti"])
        let plain = { (call: HTTPCall) in call.form.map { $0.value.reveal() } }
        #expect(plain(second) == plain(first), "the same request, with a new proof")
        _ = try flow.reply(.keys, Fixture.keys())
        _ = try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected)))
        let challenge = HTTPReply(
            status: 401,
            headers: [.init("DPoP-Nonce", "n-3"), .init("WWW-Authenticate", #"DPoP error="use_dpop_nonce""#)])
        let userInfo = try sent(try flow.reply(.userinfo, challenge), .userinfo)
        #expect(try proof(userInfo).claims["nonce"]?.string == "n-3")
        _ = try flow.reply(.userinfo, Fixture.userInfo())
        #expect(try flow.session.isSettled)
    }

    /// A late answer of one must not be taken for that of the other.
    @Test func aRefreshBesideAQuestionThatIsAskedAgainHasNumbersOfItsOwn() throws {
        var flow = try FlowHarness.awaiting(Self.fixture())
        let expected = try nonce(flow)
        _ = flow.send(try callback(flow))
        _ = try flow.reply(.keys, Fixture.keys())
        _ = try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected)))
        _ = flow.send(.refresh(.refreshWanted(.person)))
        _ = flow.send(.refresh(.lockTaken))
        let refresh = flow.send(.refresh(.sessionRead(try flow.session.stored)))
        let challenge = HTTPReply(
            status: 401,
            headers: [.init("DPoP-Nonce", "n-3"), .init("WWW-Authenticate", #"DPoP error="use_dpop_nonce""#)])
        let again = try flow.reply(.userinfo, challenge)
        let numbers = (refresh + again).compactMap { if case .send(let id, _) = $0 { id } else { nil } }
        #expect(numbers.count == 3, "the refresh token, the keys, and userinfo once more")
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func aSecondDemandEndsTheLogin() throws {
        var flow = try FlowHarness.awaiting(Self.fixture())
        _ = flow.send(try callback(flow))
        _ = try sent(try flow.reply(.token, Self.demand), .token)
        #expect(try flow.reply(.token, Self.demand).allSatisfy { if case .send = $0 { false } else { true } })
        guard case .token(.oauth(let error)) = try flow.failure.cause else {
            Issue.record("\(flow.name)")
            return
        }
        #expect(error.kind == .useDPoPNonce)
    }

    @Test func aDemandWithoutAProofIsNotFollowed() throws {
        var flow = try FlowHarness.awaiting()
        _ = flow.send(try callback(flow))
        #expect(try flow.reply(.token, Self.demand).allSatisfy { if case .send = $0 { false } else { true } })
        #expect(flow.name == "failed", "the code is sent once")
    }

    @Test func aBearerTokenIsRefusedAfterAProof() throws {
        var flow = try FlowHarness.awaiting(Self.fixture())
        let expected = try nonce(flow)
        _ = flow.send(try callback(flow))
        _ = try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected), type: "Bearer"))
        guard case .token(let fault) = try flow.failure.cause else {
            Issue.record("\(flow.name)")
            return
        }
        #expect(fault.reason == "token_not_bound")
        let check = try #require(fault.checks.first)
        #expect(check.id == "token.type" && check.expected == "DPoP" && check.clause == "RFC 9449 5")
        #expect(check.found.isExactly("Bearer"))
    }

    @Test(arguments: [(Use.never, false), (.whenOffered, false), (.always, true)])
    func aKeyIsUsedAsTheRulesSay(use: Use, isBound: Bool) throws {
        var flow = try FlowHarness.awaiting(Self.fixture(use: use))
        let exchange = try sent(flow.send(try callback(flow)), .token)
        #expect((header("DPoP", exchange) != nil) == isBound)
    }

    // MARK: private_key_jwt

    @Test func everyRequestThatAuthenticatesHasAnAssertionOfItsOwn() throws {
        var flow = try FlowHarness.opening(Self.fixture(pushes: true, key: try Self.clientKey(), use: .never))
        let push = try sent(flow.send(.listenerOpened(Fixture.listener)), .push)
        _ = try flow.reply(.push, Fixture.pushed())
        let exchange = try sent(flow.send(try callback(flow)), .token)
        var names: Set<String> = []
        for call in [push, exchange] {
            let text = try #require(call.form.first { $0.name == "client_assertion" }?.value.reveal())
            let jwt = try JWT.decode(Secret(text))
            #expect(jwt.claims["aud"]?.string == Fixture.issuer && jwt.keyID == "c1")
            names.insert(try #require(jwt.claims["jti"]?.string))
            #expect(header("Authorization", call) == nil && header("DPoP", call) == nil)
        }
        #expect(names.count == 2)
    }

    // MARK: keeping

    @Test func anotherProcessGoesOnWithTheSameKey() throws {
        let flow = try FlowHarness.awaiting(Self.fixture(key: try Self.clientKey()))
        let kept = WaitingLogin(from: try flow.awaiting)
        let read = try WaitingLogin(bytes: kept.bytes)
        #expect(read.plan.client.keys == kept.plan.client.keys)
        var other = FlowHarness(Self.fixture(key: try Self.clientKey()))
        _ = other.send(.loginResumed(read))
        let one = try sent(other.send(try callback(other)), .token)
        var same = flow
        let two = try sent(same.send(try callback(same)), .token)
        #expect(try proof(one).header["jwk"] == proof(two).header["jwk"])
    }

    @Test func aStoredSessionRefreshesWithItsKey() throws {
        var flow = try FlowHarness.awaiting(Self.fixture(key: try Self.clientKey()))
        let expected = try nonce(flow)
        let exchange = try sent(flow.send(try callback(flow)), .token)
        _ = try flow.reply(.keys, Fixture.keys())
        _ = try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected)))
        let session = try StoredSession(bytes: try flow.session.stored.bytes)
        var refresh = try RefreshHarness.refreshing(session)
        guard case .refreshing(let state) = refresh.state else {
            Issue.record("\(refresh.name)")
            return
        }
        #expect(state.journal.entries.contains { entry in entry.fields.contains { $0.name == "client_assertion" } })
        #expect(try refresh.reply(.refresh, Self.demand).contains("send"), "its nonce is answered")
        _ = try refresh.reply(.keys, Fixture.keys())
        _ = try refresh.reply(.refresh, Self.boundTokens(nil))
        _ = refresh.send(.sessionStored)
        let after = try refresh.change.after
        #expect(after.tokens?.tokenType == "DPoP")
        let request = try proof(exchange).header["jwk"]?.object
        #expect(after.prover?.key?.publicKey.thumbprint == request.flatMap { JSONWebKey($0)?.thumbprint })
        #expect(after.prover?.keptNonces.map(\.nonce) == ["n-1"], "the newest nonce is kept with the session")
        #expect(try StoredSession(bytes: after.bytes) == after)
    }

    @Test func aBearerTokenIsRefusedInARefreshToo() throws {
        var flow = try FlowHarness.awaiting(Self.fixture())
        let expected = try nonce(flow)
        _ = flow.send(try callback(flow))
        _ = try flow.reply(.keys, Fixture.keys())
        _ = try flow.reply(.token, Self.boundTokens(try Fixture.idToken(nonce: expected)))
        var refresh = try RefreshHarness.refreshing(try flow.session.stored)
        _ = try refresh.reply(.refresh, Self.boundTokens(nil, type: "Bearer"))
        guard case .kept(.answer(let fault)) = refresh.outcome else {
            Issue.record("\(refresh.name)")
            return
        }
        #expect(fault.reason == "token_not_bound")
    }
}
