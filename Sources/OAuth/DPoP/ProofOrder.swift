/// A proof that a request needs and that is made when it is sent: it has the time and a name of its own, so it is good
/// for this one sending.
public enum ProofOrder: Sendable, Equatable {
    /// `client_assertion` in the body (RFC 7523 section 2.2).
    case assertion(AssertionSigner)
    /// The `DPoP` header, where the login has a key (RFC 9449 section 4.1); with the access token that goes along.
    case possession(accessToken: Secret?)
}

extension HTTPCall {
    /// The call with the proofs that it needs, made now.
    ///
    /// - Parameter prover: Nil only for a call that needs none, or a login without a key.
    public func proved(by prover: Prover?, at now: Moment, number: Int) -> HTTPCall {
        var headers = headers
        var form = form
        for order in proofs {
            switch order {
            case .assertion(let signer):
                guard let prover else {
                    preconditionFailure("HTTPCall.proved: a client assertion is wanted before there is randomness")
                }
                let assertion = signer.assertion(
                    for: url, identifier: prover.identifier(at: now, number: number, "assertion"),
                    thumbprint: prover.thumbprint, at: now.wall)
                form.append(Field("client_assertion", assertion))
            case .possession(let token):
                let proof = prover?.proof(
                    method: method.rawValue, address: url.address, accessToken: token, at: now, number: number)
                if let proof { headers.append(Field("DPoP", proof)) }
            }
        }
        return HTTPCall(purpose, method, url, headers: headers, form: form, encoding: encoding, document: document)
    }

    /// Whether a proof of possession goes along.
    public var provesPossession: Bool {
        proofs.contains { if case .possession = $0 { true } else { false } }
    }
}
