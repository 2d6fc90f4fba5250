@testable import OAuth

/// A login whose ID token is right, and ways to make it wrong.
struct IDTokenFixture {
    static let now = Timestamp(seconds: 1_795_270_323)  // 2026-11-21T14:12:03Z
    static let issuer = "https://provider.example/t"
    static let clientID = "pixie-cli"
    static let subject = "a1b2c3d4-5e6f"
    static let nonce = Secret("n-0S6_WzA2Mj")
    static let accessToken = Secret("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y")
    static let code = Secret("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk")

    var algorithm = SignatureAlgorithm.RS256
    var key = SigningKey.rsa2048
    var header: String?
    /// JSON text of each claim, in order.
    var claims: [(name: String, json: String)] = [
        ("iss", "\"\(issuer)\""), ("sub", "\"\(subject)\""), ("aud", "\"\(clientID)\""),
        ("exp", "1795270621"), ("iat", "1795270321"), ("nonce", "\"n-0S6_WzA2Mj\""),
    ]
    var expecting = IDTokenExpectation(
        issuer: issuer, clientID: clientID, nonce: nonce, accessToken: accessToken, code: code,
        allowed: [.RS256, .ES256], now: now)
    var keys: JWKSet?

    /// Puts `json` in the place of a claim, or at the end; `nil` removes it.
    mutating func set(_ name: String, _ json: String?) {
        let index = claims.firstIndex { $0.name == name }
        switch (index, json) {
        case (let index?, let json?): claims[index].json = json
        case (let index?, nil): claims.remove(at: index)
        case (nil, let json?): claims.append((name, json))
        case (nil, nil): break
        }
    }

    func with(_ name: String, _ json: String?) -> IDTokenFixture {
        var copy = self
        copy.set(name, json)
        return copy
    }

    var token: Secret {
        get throws {
            let text = claims.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
            return try key.token(
                header: header ?? "{\"alg\":\"\(algorithm.rawValue)\",\"kid\":\"k1\"}", claims: "{\(text)}", algorithm)
        }
    }

    /// Judges the token, or another text in its place.
    func judge(_ text: Secret? = nil) throws -> IDTokenJudgement {
        IDTokenRules.judge(try text ?? token, keys: try keys ?? key.set(), expecting: expecting)
    }
}

extension IDTokenJudgement {
    func check(_ id: String) -> Check? { checks.first { $0.id == "id_token." + id } }

    var failures: [String] { checks.filter { $0.verdict == .failed }.map(\.id) }

    var isVerified: Bool {
        if case .verified = outcome { true } else { false }
    }

    static var allIDs: [String] {
        [
            "form", "signature", "iss", "aud", "azp", "exp", "iat", "nbf", "nonce", "sub", "at_hash", "c_hash",
            "auth_time",
        ].map { "id_token." + $0 }
    }
}
