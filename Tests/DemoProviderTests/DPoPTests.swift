import Crypto
import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct DPoPTests {
    private func desk() async throws -> Desk { try await Desk { $0.offers.requiresDPoP = true } }

    @Test func tokensAreBoundToTheKey() async throws {
        let desk = try await desk()
        let holder = Holder()
        let answer = desk.exchange(try desk.code(), fields: [.dpop: try holder.proof(desk)])
        let tokens = try Parsed(answer)
        #expect(tokens.token_type == "DPoP")
        let access = try #require(tokens.access_token)
        func ask(_ scheme: String, _ proof: String?) -> Answer {
            var fields: HTTPFields = [.authorization: "\(scheme) \(access)"]
            fields[.dpop] = proof
            return desk.ask(.get, "/userinfo", fields: fields)
        }
        let proof = try holder.proof(desk, "/userinfo", method: "GET", token: access)
        #expect(ask("DPoP", proof).status == .ok)
        #expect(ask("DPoP", proof).status == .unauthorized)
        #expect(ask("DPoP", nil).status == .unauthorized)
        #expect(ask("Bearer", nil).status == .unauthorized)
        let stranger = try Holder().proof(desk, "/userinfo", method: "GET", token: access)
        #expect(ask("DPoP", stranger).fields[.wwwAuthenticate]?.contains("invalid_dpop_proof") == true)
        #expect(ask("DPoP", try holder.proof(desk, "/userinfo", method: "GET")).status == .unauthorized)

        let refresh = [
            FormPair("grant_type", "refresh_token"), FormPair("refresh_token", try #require(tokens.refresh_token)),
            FormPair("client_id", "pixie-demo"),
        ]
        let stolen = desk.post("/token", refresh, fields: [.dpop: try Holder().proof(desk)])
        #expect(try Parsed(stolen).error == "invalid_grant")
        #expect(desk.post("/token", refresh, fields: [.dpop: try holder.proof(desk)]).status == .ok)
    }

    @Test func withoutAProofTheCodeIsNotSpent() async throws {
        let desk = try await desk()
        let code = try desk.code()
        let answer = desk.exchange(code)
        #expect(answer.status == .badRequest)
        #expect(try Parsed(answer).error == "invalid_dpop_proof")
        #expect(desk.exchange(code, fields: [.dpop: try Holder().proof(desk)]).status == .ok)
    }

    @Test func aProofWorksOnce() async throws {
        let desk = try await desk()
        let proof = try Holder().proof(desk)
        #expect(desk.exchange(try desk.code(), fields: [.dpop: proof]).status == .ok)
        #expect(try Parsed(desk.exchange(try desk.code(), fields: [.dpop: proof])).error == "invalid_dpop_proof")
    }

    @Test func refusesProofsThatProveNothing() async throws {
        let desk = try await desk()
        let holder = Holder()
        let proofs = [
            "", "a.b.c", "..", String(repeating: ".", count: 10_000), try holder.proof(desk) + "x",
            try holder.proof(desk, signer: Holder().key), try holder.proof(desk, header: ["alg": "none"]),
            try holder.proof(desk, header: ["typ": "JWT"]), try holder.proof(desk, header: ["jwk": nil]),
            try holder.proof(desk, header: ["jwk": ["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"]]),
            try holder.proof(desk, "/other"), try holder.proof(desk, method: "GET"),
            try holder.proof(desk, claims: ["iat": .integer(desk.now - 121)]),
            try holder.proof(desk, claims: ["iat": .integer(desk.now + 121)]),
            try holder.proof(desk, claims: ["iat": "now"]), try holder.proof(desk, claims: ["jti": ""]),
            try holder.proof(desk, claims: ["jti": nil]), try holder.proof(desk, token: "a"),
        ]
        let code = try desk.code()
        for proof in proofs {
            #expect(try Parsed(desk.exchange(code, fields: [.dpop: proof])).error == "invalid_dpop_proof", "\(proof)")
        }
        var two: HTTPFields = [.dpop: try holder.proof(desk)]
        two.append(HTTPField(name: .dpop, value: try holder.proof(desk)))
        #expect(try Parsed(desk.exchange(code, fields: two)).error == "invalid_dpop_proof")
    }
}
