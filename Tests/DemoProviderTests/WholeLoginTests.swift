import FoundationEssentials
import JWTKit
import NIOHTTP1
import Synchronization
import Testing

@testable import DemoProvider

/// Over real sockets, from the first page to the claims.
@Suite struct WholeLoginTests {
    struct IDToken: JWTPayload {
        let iss: IssuerClaim
        let aud: AudienceClaim
        let exp: ExpirationClaim
        let sub: SubjectClaim
        let nonce: String

        func verify(using algorithm: some JWTAlgorithm) throws {
            try exp.verifyNotExpired()
            try aud.verifyIntendedAudience(includes: "pixie-demo")
        }
    }

    @Test(arguments: DemoProviderOptions.Algorithm.allCases)
    func signsInAndTokensVerify(algorithm: DemoProviderOptions.Algorithm) async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: algorithm))
        let steps = Mutex<[String]>([])
        let callback = try await DemoVisitor.signIn(
            at: provider.authorizationURL(), username: provider.username, password: provider.password
        ) { step in steps.withLock { $0.append(step) } }

        #expect(callback.hasPrefix(Desk.redirect + "?code="))
        let said = steps.withLock { $0 }
        #expect(said.count == 3)
        #expect(!said.joined().contains(provider.password))

        let tokens = try await exchange(callback, provider)
        let token = try #require(tokens.id_token)
        let keys = try await JWTKeyCollection().add(
            jwksJSON: String(decoding: Wire.get(provider.issuer + "/jwks").body, as: UTF8.self))
        let claims = try await keys.verify(token, as: IDToken.self)
        #expect(claims.iss.value == provider.issuer)
        #expect(claims.nonce == "n-0S6_WzA2Mj")
        #expect(claims.sub.value == Person.subject)
        let access = try #require(tokens.access_token)
        _ = try await keys.verify(access, as: AccessToken.self)
        await #expect(throws: (any Error).self) { try await keys.verify(token.dropLast(4) + "AAAA", as: IDToken.self) }

        let info = try await Wire.get(provider.issuer + "/userinfo", headers: ["authorization": "Bearer " + access])
        #expect(try JSONDecoder().decode(Parsed.self, from: info.body).name == "Dana Demo")
        await provider.stop()
    }

    struct AccessToken: JWTPayload {
        let iss: IssuerClaim
        let client_id: String
        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    @Test func manyLoginsAtOnceDoNotMix() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        let found = try await withThrowingTaskGroup(of: (String, String?).self) { group in
            for number in 0..<12 {
                group.addTask {
                    let name = "login-\(number)"
                    let callback = try await DemoVisitor.signIn(
                        at: provider.authorizationURL(["state": name, "nonce": name]), username: provider.username,
                        password: provider.password
                    ) { _ in }
                    #expect(callback.contains("state=" + name + "&"))
                    let token = try await self.exchange(callback, provider).id_token
                    return (name, try Claims(token: #require(token)).nonce)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(found.count == 12)
        for (name, nonce) in found { #expect(name == nonce) }
        await provider.stop()
    }

    @Test func oneCodeIsExchangedOnceHoweverManyTryAtOnce() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        let callback = try await DemoVisitor.signIn(
            at: provider.authorizationURL(), username: provider.username, password: provider.password
        ) { _ in }
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { try await self.exchange(callback, provider).access_token != nil }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
        await provider.stop()
    }

    private func exchange(_ callback: String, _ provider: DemoProvider) async throws -> Parsed {
        let query = try FormCoding.decode(callback.split(separator: "?")[1])
        let code = try #require(query.first { $0.name == "code" }).value
        let answer = try await Wire.post(
            provider.issuer + "/token",
            [
                FormPair("grant_type", "authorization_code"), FormPair("code", code),
                FormPair("redirect_uri", Desk.redirect), FormPair("code_verifier", Desk.verifier),
                FormPair("client_id", provider.clientID),
            ])
        return try JSONDecoder().decode(Parsed.self, from: answer.body)
    }
}
