import Crypto
import LoginFlow
import OAuth
@testable import PixieUI
import Screen

// How far a story goes.
extension Story {
    static let issuer = "https://login.example.com/realms/acme"

    static func metadata(issuer: String = Story.issuer) -> String {
        """
        {"issuer":"\(issuer)",
        "authorization_endpoint":"\(issuer)/protocol/openid-connect/auth",
        "token_endpoint":"\(issuer)/protocol/openid-connect/token",
        "userinfo_endpoint":"\(issuer)/protocol/openid-connect/userinfo",
        "jwks_uri":"\(issuer)/protocol/openid-connect/certs",
        "end_session_endpoint":"\(issuer)/protocol/openid-connect/logout",
        "revocation_endpoint":"\(issuer)/protocol/openid-connect/revoke",
        "scopes_supported":["openid","profile","email","offline_access"],
        "response_types_supported":["code","code id_token"],
        "subject_types_supported":["public"],
        "id_token_signing_alg_values_supported":["RS256","EdDSA"],
        "token_endpoint_auth_methods_supported":["none","client_secret_basic"],
        "code_challenge_methods_supported":["S256"]}
        """
    }

    private var ownIssuer: String { state.flow.plan?.client.issuer.text ?? Story.issuer }

    mutating func discovering() {
        press(.enter)
    }

    mutating func discovered() {
        discovering()
        let more = introspects ? #","introspection_endpoint":"\#(ownIssuer)/introspect"}"# : "}"
        reply(to: .discovery, Story.metadata(issuer: ownIssuer).dropLast() + more)
    }

    /// Keys are there as well.
    mutating func ready() {
        discovered()
        reply(to: .keys, Story.keySet, took: 0.047)
    }

    mutating func prepared() {
        ready()
        press(.enter)
        drawEntropy()
        send(.flow(.listenerOpened(ListenerFacts(host: .v4, port: Story.port))))
    }

    mutating func awaiting() {
        prepared()
        press(.enter)
        pass(19)
    }

    mutating func exchanging() {
        awaiting()
        send(.key(.paste(callback())))
        pass(1)
    }

    mutating func signedIn(accessToken: String = Story.accessToken, refresh: Bool = true) {
        exchanging()
        reply(to: .token, Story.tokens(at: now, state, accessToken: accessToken, refresh: refresh), took: 0.084)
        reply(to: .userinfo, Story.userInfo, took: 0.031)
        pass(2)
    }

    /// The refresh token is on its way.
    mutating func refreshing() {
        press(.character("R"))
        send(.flow(.refresh(.lockTaken)))
        send(.flow(.refresh(.sessionRead(state.session?.stored))))
    }

    /// New tokens, with an ID token in which one claim is new, one is gone and some are changed.
    mutating func refreshed() {
        refreshing()
        reply(to: .keys, Story.keySet, took: 0.021)
        let second = Int(now.wall.seconds)
        let old = state.session?.claims
        let idToken = Story.signed(
            """
            {"iss":"\(Story.issuer)","sub":"a1b2c3d4-5e6f","aud":["pixie-cli","account"],"azp":"pixie-cli",\
            "exp":\(second + 300),"iat":\(second),"auth_time":\(old?["auth_time"]?.text ?? "0"),"amr":["pwd","otp"],\
            "realm_access":{"roles":["offline_access"]},"email":"dana@example.org"}
            """)
        reply(
            to: .refresh,
            """
            {"access_token":"new-\(Story.accessToken)","token_type":"Bearer","expires_in":300,\
            "scope":"openid profile email","refresh_token":"new-\(Story.refreshToken)","id_token":"\(idToken)"}
            """, took: 0.093)
        send(.flow(.refresh(.sessionStored)))
    }

    // MARK: What the provider says

    private static let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(repeating: 7, count: 32))

    static var keySet: String {
        let x = Base64URL.encode(key.map { Array($0.publicKey.rawRepresentation) } ?? [])
        return #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"k1","use":"sig","alg":"EdDSA","x":"\#(x)"}]}"#
    }

    static let userInfo = """
        {"sub":"a1b2c3d4-5e6f","name":"Dana Scully","preferred_username":"dana","email":"dana@example.com",
        "email_verified":true,"address":{"locality":"Washington","country":"US"}}
        """

    static func signed(_ claims: String) -> String {
        let header = Base64URL.encode(#"{"alg":"EdDSA","kid":"k1","typ":"JWT"}"#.utf8)
        let input = header + "." + Base64URL.encode(claims.utf8)
        let signature = (try? key?.signature(for: Array(input.utf8))).map { Array($0) } ?? []
        return input + "." + Base64URL.encode(signature)
    }

    static func idToken(at now: Moment, nonce: String, issuer: String = Story.issuer, lifetime: Int = 300) -> String {
        let second = Int(now.wall.seconds)
        return signed(
            """
            {"iss":"\(issuer)","sub":"a1b2c3d4-5e6f","aud":["pixie-cli","account"],"azp":"pixie-cli",\
            "exp":\(second + lifetime),"iat":\(second),"auth_time":\(second - 31),"nonce":"\(nonce)",\
            "realm_access":{"roles":["offline_access","developer"]},"email":"dana@example.com",\
            "name":"Dana\\u001b[31m Scully"}
            """)
    }

    static func tokens(at now: Moment, _ state: AppState, accessToken: String, refresh: Bool) -> String {
        let nonce = Base64URL.encode(octets(1).dropFirst(33 + 32).prefix(32))
        let idToken = idToken(at: now, nonce: nonce, issuer: state.flow.plan?.client.issuer.text ?? issuer)
        let more = refresh ? #","refresh_token":"\#(refreshToken)""# : ""
        return """
            {"access_token":"\(accessToken)","token_type":"Bearer","expires_in":300,\
            "scope":"openid profile email offline_access","id_token":"\(idToken)"\(more)}
            """
    }
}
