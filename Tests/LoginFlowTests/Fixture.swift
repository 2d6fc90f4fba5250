import Crypto
import LoginFlow
import OAuth

/// A provider on paper: canned answers, fixed randomness, one signing key.
struct Fixture {
    static let issuer = "https://login.example.com"
    static let start = Moment(wall: Timestamp(seconds: 1_790_000_000), uptime: 1000)

    var isStepwise = false
    var scopes = ["openid", "profile"]
    var redirect = RedirectPlan.loopback(port: nil)
    var withUserInfo = true
    var promisesIssuer = true
    var clientSecret: Secret?
    var pushes = false
    var offersDevice = false
    var rules = ProviderRules.standard
    var clientKeys = ClientKeys.none

    var extraParameters: [FormPair] = []
    var introspects = false
    /// Nil leaves the list out of the metadata.
    var responseModes: [String]?

    var plan: LoginPlan {
        get throws {
            LoginPlan(
                client: try ClientConfiguration(
                    issuer: try Issuer(Self.issuer), clientID: "pixie-cli", clientSecret: clientSecret, scopes: scopes,
                    extraParameters: extraParameters, rules: rules, keys: clientKeys),
                redirect: redirect, isStepwise: isStepwise)
        }
    }

    var metadata: HTTPReply {
        var members = [
            #""issuer":"\#(Self.issuer)""#,
            #""authorization_endpoint":"\#(Self.issuer)/authorize""#,
            #""token_endpoint":"\#(Self.issuer)/token""#,
            #""jwks_uri":"\#(Self.issuer)/keys""#,
            #""response_types_supported":["code"]"#,
            #""subject_types_supported":["public"]"#,
            #""id_token_signing_alg_values_supported":["ES256"]"#,
            #""code_challenge_methods_supported":["S256"]"#,
        ]
        if promisesIssuer { members.append(#""authorization_response_iss_parameter_supported":true"#) }
        if withUserInfo { members.append(#""userinfo_endpoint":"\#(Self.issuer)/userinfo""#) }
        if let responseModes {
            members.append(#""response_modes_supported":["\#(responseModes.joined(separator: #"",""#))"]"#)
        }
        if introspects { members.append(#""introspection_endpoint":"\#(Self.issuer)/introspect""#) }
        if pushes {
            members.append(#""pushed_authorization_request_endpoint":"\#(Self.issuer)/par""#)
            members.append(#""require_pushed_authorization_requests":true"#)
        }
        if offersDevice {
            members.append(#""device_authorization_endpoint":"\#(Self.issuer)/device""#)
            members.append(#""grant_types_supported":["authorization_code","\#(DeviceRequest.grantType)"]"#)
        }
        return Self.json("{" + members.joined(separator: ",") + "}")
    }

    /// Octets that differ from draw to draw.
    static func entropy(_ seed: UInt8 = 1) -> Entropy {
        Entropy((0..<200).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(seed) &* 31) })
    }

    static let listener = ListenerFacts(host: .v4, port: 49152)

    static func json(_ text: String, status: Int = 200) -> HTTPReply {
        HTTPReply(
            status: status, headers: [HTTPReply.Header("Content-Type", "application/json")], body: Array(text.utf8),
            took: 0.05)
    }

    /// An answer that is a token and no JSON.
    static func text(_ text: String) -> HTTPReply {
        HTTPReply(status: 200, headers: [.init("Content-Type", "application/jose")], body: Array(text.utf8), took: 0.05)
    }

    // MARK: keys and tokens

    private static let keyOctets = [UInt8](repeating: 0x17, count: 32)

    static func signingKey() throws -> P256.Signing.PrivateKey {
        try P256.Signing.PrivateKey(rawRepresentation: keyOctets)
    }

    static func keys(id: String = "k1") throws -> HTTPReply {
        let point = Array(try signingKey().publicKey.rawRepresentation)
        let x = Base64URL.encode(point[..<32])
        let y = Base64URL.encode(point[32...])
        return json(
            #"{"keys":[{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"\#(id)","x":"\#(x)","y":"\#(y)"}]}"#)
    }

    static func idToken(
        nonce: String?, issuer: String = issuer, audience: String = "pixie-cli", subject: String = "a1b2",
        extra: String = "", keyID: String = "k1", at time: Timestamp = start.wall
    ) throws -> String {
        let header = Base64URL.encode(Array(#"{"alg":"ES256","kid":"\#(keyID)"}"#.utf8))
        let issued = Int(time.seconds)
        let audience = audience.contains(",") ? #"["\#(audience)"]"# : #""\#(audience)""#
        var claims =
            #"{"iss":"\#(issuer)","sub":"\#(subject)","aud":\#(audience),"exp":\#(issued + 300),"iat":\#(issued)"#
        if let nonce { claims += #","nonce":"\#(nonce)""# }
        claims += (extra.isEmpty ? #","name":"Alice""# : extra) + "}"
        let input = header + "." + Base64URL.encode(Array(claims.utf8))
        let signature = try signingKey().signature(for: Array(input.utf8))
        return input + "." + Base64URL.encode(Array(signature.rawRepresentation))
    }

    static let accessToken = "access-token-of-the-fixture"
    static let refreshToken = "refresh-token-of-the-fixture"
    static let code = "code-of-the-fixture"

    static func tokens(idToken: String?) -> HTTPReply {
        var members = [
            #""access_token":"\#(accessToken)""#, #""token_type":"Bearer""#, #""expires_in":300"#,
            #""refresh_token":"\#(refreshToken)""#,
        ]
        if let idToken { members.append(#""id_token":"\#(idToken)""#) }
        return json("{" + members.joined(separator: ",") + "}")
    }

    static func pushed(number: Int = 1, expiresIn: Int = 90) -> HTTPReply {
        json(#"{"request_uri":"urn:example:\#(number)","expires_in":\#(expiresIn)}"#, status: 201)
    }

    static func deviceCode(interval: Int? = 5, expiresIn: Int = 300) -> HTTPReply {
        let interval = interval.map { #","interval":\#($0)"# } ?? ""
        return json(
            #"{"device_code":"device-code-of-the-fixture","user_code":"BCDF-GHJK","#
                + #""verification_uri":"\#(issuer)/enter","expires_in":\#(expiresIn)\#(interval)}"#)
    }

    static func oauthError(_ code: String, status: Int = 400) -> HTTPReply {
        json(#"{"error":"\#(code)"}"#, status: status)
    }

    static func userInfo(subject: String = "a1b2") -> HTTPReply {
        json(#"{"sub":"\#(subject)","name":"Alice"}"#)
    }

    /// What the browser brings to the listener.
    static func target(state: String, code: String? = code, issuer: String? = issuer, error: String? = nil) -> String {
        var pairs: [(name: String, value: String)] = []
        if let code { pairs.append((name: "code", value: code)) }
        if let error { pairs.append((name: "error", value: error)) }
        pairs.append((name: "state", value: state))
        if let issuer { pairs.append((name: "iss", value: issuer)) }
        return "/callback?" + FormEncoding.encode(pairs)
    }
}
