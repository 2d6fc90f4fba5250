import FoundationEssentials
import Testing

@testable import DemoProvider

/// A JSON answer, as far as tests look into it.
struct Parsed: Decodable, Sendable {
    var error: String?
    var error_description: String?
    var access_token: String?
    var refresh_token: String?
    var id_token: String?
    var token_type: String?
    var expires_in: Int?
    var scope: String?
    var request_uri: String?
    var device_code: String?
    var user_code: String?
    var verification_uri: String?
    var verification_uri_complete: String?
    var interval: Int?
    var sub: String?
    var name: String?
    var email: String?

    init(_ answer: Answer) throws {
        self = try JSONDecoder().decode(Parsed.self, from: Data(answer.body))
    }
}

/// The claims of an ID token of this provider.
struct Claims: Decodable, Sendable, Equatable {
    var iss: String
    var sub: String
    var aud: String
    var exp: Int
    var iat: Int
    var auth_time: Int
    var nonce: String?
    var at_hash: String?
    var sid: String?

    init(token: String) throws {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        try #require(parts.count == 3)
        self = try JSONDecoder().decode(Claims.self, from: Data(try #require(Base64URL.decode(parts[1]))))
    }
}
