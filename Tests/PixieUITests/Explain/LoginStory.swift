import Crypto
@testable import LoginFlow
@testable import OAuth

/// A login at a provider on paper, driven through the real machine, for the tests of what people and scripts are told.
struct LoginStory {
    static let issuer = "https://login.example.com"
    static let start = Moment(wall: Timestamp(seconds: 1_790_000_000), uptime: 1000)
    static let accessToken = "access-token-of-the-story"
    static let refreshToken = "refresh-token-of-the-story"
    static let code = "code-of-the-story"
    /// None of these may ever be told.
    static let secrets = [accessToken, refreshToken, code]

    private(set) var state = FlowState.start
    /// The state before the last event.
    private(set) var previous = FlowState.start
    var now = start
    var scopes = ["openid", "profile"]
    var isStepwise = false
    var endpoints = #","userinfo_endpoint":"https://login.example.com/userinfo""#

    static func plan(_ scopes: [String] = ["openid", "profile"], isStepwise: Bool = false) throws -> LoginPlan {
        LoginPlan(
            client: try ClientConfiguration(issuer: try Issuer(issuer), clientID: "pixie-cli", scopes: scopes),
            isStepwise: isStepwise)
    }

    mutating func send(_ event: FlowEvent) {
        previous = state
        _ = FlowMachine.reduce(&state, event, at: now)
    }

    mutating func advance(_ seconds: Double) {
        now = Moment(wall: now.wall + seconds, uptime: now.uptime + seconds)
    }

    mutating func reply(
        _ purpose: HTTPCall.Purpose, _ text: String, status: Int = 200, headers more: [String: String] = [:]
    ) throws {
        let id = state.journal.entries.last { $0.purpose == purpose }?.id
        guard let id else { throw Missing(what: "\(purpose)") }
        let headers =
            more.map { HTTPReply.Header($0.key, $0.value) }
            + (more["Content-Type"] == nil ? [HTTPReply.Header("Content-Type", "application/json")] : [])
        send(
            .replyArrived(id, .success(HTTPReply(status: status, headers: headers, body: Array(text.utf8), took: 0.05)))
        )
    }

    struct Missing: Error { let what: String }

    var awaiting: Awaiting {
        get throws {
            guard case .awaitingCallback(let awaiting) = state else { throw Missing(what: "a wait") }
            return awaiting
        }
    }

    // MARK: the steps

    mutating func submit() throws { send(.planSubmitted(try Self.plan(scopes, isStepwise: isStepwise))) }

    /// - Parameter offering: Further members of the metadata, such as `,"a":1`.
    mutating func discover(offering: String = "") throws {
        try reply(
            .discovery,
            """
            {"issuer":"\(Self.issuer)","authorization_endpoint":"\(Self.issuer)/authorize",
            "token_endpoint":"\(Self.issuer)/token","jwks_uri":"\(Self.issuer)/keys",
            "response_types_supported":["code"],
            "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["ES256"],
            "code_challenge_methods_supported":["S256"],"authorization_response_iss_parameter_supported":true\(offering)
            \(endpoints)}
            """)
    }

    mutating func draw(_ seed: UInt8 = 1) {
        send(.entropyDrawn(Entropy((0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(seed) &* 31) })))
    }

    mutating func listen() { send(.listenerOpened(ListenerFacts(host: .v4, port: 49152))) }

    static func waiting(_ story: LoginStory = LoginStory()) throws -> LoginStory {
        var story = story
        try story.submit()
        try story.discover()
        story.draw()
        story.listen()
        return story
    }

    /// The whole address that the browser ends on.
    func callback(
        state: String? = nil, issuer: String? = LoginStory.issuer, code: String? = LoginStory.code, error: String? = nil
    ) throws -> String {
        let pairs: [(name: String, value: String?)] = [
            ("code", code), ("error", error), ("state", try state ?? awaiting.attempt.material.state.reveal()),
            ("iss", issuer),
        ]
        let query = FormEncoding.encode(pairs.compactMap { pair in pair.value.map { (name: pair.name, value: $0) } })
        return "http://127.0.0.1:49152/callback?" + query
    }

    mutating func answerTokens(idToken: String?, extra: String = "") throws {
        let idMember = idToken.map { #","id_token":"\#($0)""# } ?? ""
        try reply(
            .token,
            #"{"access_token":"\#(Self.accessToken)","token_type":"bearer","expires_in":300,"#
                + #""refresh_token":"\#(Self.refreshToken)"\#(idMember)\#(extra)}"#)
    }

    /// Signed in, with the UserInfo answer still under way.
    static func signedIn(_ story: LoginStory = LoginStory()) throws -> LoginStory {
        var story = try waiting(story)
        let nonce = try story.awaiting.attempt.material.nonce
        try story.reply(.keys, keys())
        story.send(.answerPasted(try story.callback()))
        try story.answerTokens(idToken: nonce.map { try idToken(nonce: $0.reveal(), at: story.now.wall) })
        return story
    }

    static func finished() throws -> LoginStory {
        var story = try signedIn()
        try story.reply(.userinfo, #"{"sub":"a1b2","email":"dev@example.com"}"#)
        return story
    }

    // MARK: keys and tokens

    static func signingKey() throws -> P256.Signing.PrivateKey {
        try P256.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 0x17, count: 32))
    }

    static func keys() throws -> String {
        let point = Array(try signingKey().publicKey.rawRepresentation)
        let x = Base64URL.encode(point[..<32])
        let y = Base64URL.encode(point[32...])
        return #"{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"k1","x":"\#(x)","y":"\#(y)"}]}"#
    }

    static func idToken(
        nonce: String, audience: String = "pixie-cli", at time: Timestamp = start.wall, extra: String = ""
    ) throws -> String {
        let issued = Int(time.seconds)
        return try sign(
            #"{"iss":"\#(issuer)","sub":"a1b2","aud":"\#(audience)","exp":\#(issued + 300),"iat":\#(issued),"#
                + #""nonce":"\#(nonce)","name":"Alice"\#(extra)}"#)
    }

    static func sign(_ claims: String) throws -> String {
        let header = Base64URL.encode(Array(#"{"alg":"ES256","kid":"k1"}"#.utf8))
        let input = header + "." + Base64URL.encode(Array(claims.utf8))
        let signature = try signingKey().signature(for: Array(input.utf8))
        return input + "." + Base64URL.encode(Array(signature.rawRepresentation))
    }
}
