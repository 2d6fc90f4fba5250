import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import Testing

@testable import DemoProvider

/// The provider with a fault over real sockets, seen from its control server.
@Suite struct ControlTests {
    private func start(_ fault: String?, path: String = "") async throws -> DemoProvider {
        var options = DemoProviderOptions(algorithm: .es256)
        options.fault = fault
        options.issuerPath = path
        options.isWatched = true
        return try await DemoProvider.start(options)
    }

    private func oracle(_ provider: DemoProvider) async throws -> Seen {
        let control = try #require(provider.control)
        return try #require(Seen(octets: Array(try await Wire.get(control + "/oracle").body)))
    }

    @Test func showsWhatReachedTheProviderAndTheCollector() async throws {
        let provider = try await start("tok-307")
        _ = try await Wire.get(provider.issuer + "/jwks")
        let form = [
            FormPair("grant_type", "authorization_code"), FormPair("code", "c"), FormPair("client_id", "pixie-demo"),
            FormPair("code_verifier", Desk.verifier),
        ]
        try await Wire.withClient { client in
            var request = HTTPClientRequest(url: provider.issuer + "/token")
            request.method = .POST
            request.headers = ["content-type": "application/x-www-form-urlencoded"]
            request.body = .bytes(ByteBuffer(string: FormCoding.encode(form)))
            let answer = try await client.execute(request, timeout: .seconds(20))
            let place = try #require(answer.headers.first(name: "location"))
            // A client that must not do this.
            _ = try await Wire.post(place, form)
        }
        let seen = try await oracle(provider)
        #expect(seen["fault"]?.text == "tok-307" && seen["expect"]?.text == "reject")
        let requests = seen["requests"]?.values ?? []
        #expect(requests.map { $0["to"]?.text } == ["provider", "provider", "collector"])
        #expect(requests.map { $0["path"]?.text } == ["/jwks", "/token", "/token"])
        let violations = seen["violations"]?.values.compactMap(\.text) ?? []
        #expect(violations.contains { $0.hasPrefix("A verifier was sent to another host") })

        #expect(try await Wire.post(#require(provider.control) + "/reset", []).status == 204)
        #expect(try await oracle(provider)["requests"]?.values == [])
        await provider.stop()
    }

    @Test func changesTheKeysOnDemand() async throws {
        let provider = try await start(nil)
        let before = try await Wire.get(provider.issuer + "/jwks").body
        #expect(try await Wire.post(#require(provider.control) + "/rotate", []).status == 204)
        let after = try await Wire.get(provider.issuer + "/jwks").body
        #expect(Seen(octets: Array(before))?["keys"]?.values.count == 1)
        #expect(Seen(octets: Array(after))?["keys"]?.values.count == 2)
        #expect(try await oracle(provider)["fault"]?.text == "ok")
        await provider.stop()
    }

    @Test func answersOnlyToItsOwnName() async throws {
        let provider = try await start("ok")
        let control = try #require(provider.control)
        let port = try #require(Int(control.split(separator: ":").last ?? ""))
        for head in ["Host: evil.example:\(port)", "Host: 127.0.0.1:\(port)\r\nOrigin: https://evil.example"] {
            let answer = try await Wire.raw(
                port: port, "POST /reset HTTP/1.1\r\n\(head)\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 421 "))
        }
        #expect(try await Wire.get(control + "/nothing").status == 404)
        #expect(try await Wire.get(control + "/reset").status == 405)
        await provider.stop()
    }

    @Test func aProviderThatIsNotWatchedHasNoOtherPort() async throws {
        let provider = try await DemoProvider.start(DemoProviderOptions(algorithm: .es256))
        #expect(provider.control == nil && provider.fault == nil)
        await provider.stop()
    }

    @Test func namesTheNearestFault() async {
        var options = DemoProviderOptions(algorithm: .es256)
        options.fault = "idt-expird"
        await #expect(throws: DemoFault.unknownFault("idt-expird", nearest: "idt-expired")) {
            try await DemoProvider.start(options)
        }
    }

    @Test func anIssuerMayHaveAPath() async throws {
        let provider = try await start("ok", path: "/t/x")
        #expect(provider.issuer.hasSuffix("/t/x"))
        let (status, body) = try await Wire.get(provider.issuer + "/.well-known/openid-configuration")
        #expect(status == 200)
        let metadata = try #require(Seen(octets: Array(body)))
        #expect(metadata["issuer"]?.text == provider.issuer)
        #expect(metadata["token_endpoint"]?.text == provider.issuer + "/token")
        let origin = String(provider.issuer.dropLast("/t/x".count))
        #expect(try await Wire.get(origin + "/.well-known/openid-configuration").status == 404)
        #expect(try await Wire.get(origin + "/.well-known/oauth-authorization-server/t/x").status == 200)
        let callback = try await DemoVisitor.signIn(
            at: provider.issuer + Desk.request(), username: provider.username, password: provider.password,
            progress: { _ in })
        #expect(callback.hasPrefix(Desk.redirect + "?code="))
        await provider.stop()
    }

    @Test(arguments: ["t", "//", "/a//b", "/a?b", "/a#b", "/%41", "/\u{e9}", "/" + String(repeating: "a", count: 300)])
    func refusesPathsThatAreNone(_ path: String) async {
        await #expect(throws: DemoFault.self) { try await start(nil, path: path) }
    }
}
