import Network
import OAuth
import Sessions
import LoginFlow

/// An access token that is bound to the key of its login (RFC 9449): each request with it needs a proof of that key.
struct BoundToken {
    let store: SessionStore?
    let name: SessionName

    /// What to say where only a bearer token can be used.
    static let sentence =
        "This token is bound to the key of its login (DPoP): whoever has it alone cannot use it. For each request: "
        + "pixie token NAME --dpop METHOD ADDRESS"

    /// The two headers of one request; nil when the session has no key.
    ///
    /// - Parameter nonce: What the resource said in `DPoP-Nonce` (RFC 9449 section 9).
    func headers(_ token: KeptToken, method: String, address: WebAddress, nonce: String?) -> [String]? {
        guard token.type == "DPoP", case .found(let entry)? = try? store?.read(.session, name),
            let session = try? StoredSession(bytes: entry.record.content), var prover = session.prover
        else { return nil }
        if let nonce, let endpoint = try? Endpoint(address) {
            prover.learn(from: HTTPReply(status: 401, headers: [.init("DPoP-Nonce", nonce)]), of: endpoint)
        }
        let proof = prover.proof(
            method: method, address: address, accessToken: token.accessToken, at: SystemClock.now(), number: 0)
        guard let proof else { return nil }
        return ["Authorization: DPoP \(token.accessToken.reveal())", "DPoP: \(proof.reveal())"]
    }
}

/// One request with such a token.
struct BoundRequest {
    let token: BoundToken
    let method: String
    let address: WebAddress
    let nonce: String?

    func headers(_ kept: KeptToken) -> [String]? {
        token.headers(kept, method: method, address: address, nonce: nonce)
    }
}
