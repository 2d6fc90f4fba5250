import DemoProvider
import HTTPTypes

extension Singpass {
    /// `state` and `nonce`: 30 to 255 of these characters.
    static func isLongMark(_ text: String) -> Bool {
        (30...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { FormCoding.isPlain($0) || Array("/+_-=.".utf8).contains($0) }
    }

    /// The client's assertion: the audience is the issuer, or the endpoint where the profile says so.
    func assertion(_ ask: Ask, _ path: String) throws(Refusal) {
        try ask.must(
            "F5", ask["client_assertion_type"] == Assertion.type, Self.error("Invalid client assertion type"))
        let issuer = issuer(ask.origin)
        do throws(Assertion.Fault) {
            _ = try Assertion(
                ask["client_assertion"] ?? "",
                .init(
                    clientID: clientID, audience: ground.has("endpoint-audience") ? issuer + path : issuer, longest: 120
                ),
                key: client.signing, grants: ground.grants, now: ask.now)
            ask.shows("F5")
        } catch {
            throw Refusal(rule: "F5", answer: Self.error(error.words))
        }
    }

    func proof(_ ask: Ask, _ rule: String, _ policy: ProofOfKey.Policy) throws(Refusal) -> ProofOfKey {
        let proofs = ask.question.fields[values: .dpop]
        try ask.must(rule, proofs.count == 1, Self.error("Dpop or Dpop jkt is required"))
        do throws(ProofOfKey.Fault) {
            let proof = try ProofOfKey(proofs[0], policy, grants: ground.grants, now: ask.now)
            ask.shows(rule)
            return proof
        } catch {
            throw Refusal(rule: rule, answer: Self.error(error.words))
        }
    }
}
