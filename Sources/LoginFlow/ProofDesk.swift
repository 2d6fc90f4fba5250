import OAuth

/// Makes the proofs of requests at the moment of sending, and sends one again whose server wants its nonce.
///
/// Both kinds of machines book every request here, so no request can go out without the proofs that it needs.
struct ProofDesk: Sendable, Equatable {
    var prover: Prover?
    /// Requests with a proof of possession whose answer has not come: with the right answer they are forgotten, and
    /// what they carry with them (`NonceDemand` says why one may go out again).
    private var open: [EffectID: HTTPCall] = [:]
    /// The one that is to go out again.
    private var demanded: [EffectID: HTTPCall] = [:]

    /// Whether tokens are bound to a key.
    var bindsTokens: Bool { prover?.key != nil }

    /// The call as it is sent.
    mutating func sending(_ call: HTTPCall, as id: EffectID, isRepeat: Bool = false, at now: Moment) -> HTTPCall {
        if !isRepeat, call.provesPossession, prover?.key != nil { open[id] = call }
        return call.proved(by: prover, at: now, number: id.number)
    }

    /// Takes the nonce of an answer.
    mutating func received(_ id: EffectID, from endpoint: Endpoint, _ result: Result<HTTPReply, TransportFailure>) {
        let call = open.removeValue(forKey: id)
        guard case .success(let reply) = result else { return }
        prover?.learn(from: reply, of: endpoint)
        if let call, NonceDemand.isIn(reply) { demanded[id] = call }
    }

    /// The request that the answer to `id` wants once more; nil when it wants none.
    mutating func repeating(_ id: EffectID) -> HTTPCall? { demanded.removeValue(forKey: id) }
}
