import Crypto
import DemoProvider

/// What the systems with OpenID Connect have in common on the wire.
enum OpenID {
    /// `at_hash` with SHA-256 (OpenID Connect Core 1.0 section 3.1.3.6).
    static func hash(of token: String) -> JSON {
        .string(Base64URL.encode(SHA256.hash(data: Array(token.utf8)).prefix(16)))
    }

    static func scopes(_ text: String?) -> Set<String> {
        Set((text ?? "").split(separator: " ").map(String.init))
    }

    /// The way back with a code or an error, and the `state` that came.
    static func way(_ ask: Ask, _ pairs: [FormPair], issuer: String? = nil) -> Way {
        var all = pairs
        if let state = ask["state"] { all.append(FormPair("state", state)) }
        if let issuer { all.append(FormPair("iss", issuer)) }
        return Way(uri: ask["redirect_uri"] ?? "", pairs: all)
    }

    static func order(_ ask: Ask) -> [String: String] {
        Dictionary(ask.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}
