import Crypto
import HTTPTypes

@testable import DemoProvider

extension Desk {
    /// A request that a client makes to the collector.
    func collect(_ method: HTTPRequest.Method, _ target: String, fields: HTTPFields = [:], body: String = "") {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var fields = fields
        if !body.isEmpty { fields[.contentType] = "application/x-www-form-urlencoded" }
        oracle.noteCollected(
            Question(
                method: method, path: String(halves[0]), query: halves.count == 2 ? String(halves[1]) : "",
                host: "127.0.0.1:4999", fields: fields, body: Array(body.utf8)))
    }

    var wellKnown: String { provider.basePath + "/.well-known/openid-configuration" }

    /// The authorization request with the query that the metadata have for it.
    func request(after discovery: Answer) -> String {
        let query = discovery.seen?["authorization_endpoint"]?.text?.split(separator: "?").dropFirst().first
        return provider.basePath + Self.request() + (query.map { "&" + $0 } ?? "")
    }
}

/// A client that stops where the fault wants it to stop. It is told the fault, which no real client is.
struct GoodClient {
    let desk: Desk
    let verifier: String

    init(_ desk: Desk, verifier: String = Desk.verifier) {
        (self.desk, self.verifier) = (desk, verifier)
    }

    func run(_ fault: Fault?) throws {
        let refuses: (Fault.Stage) -> Bool = { fault?.expectation == .reject && fault?.stage == $0 }
        var discovery = desk.ask(.get, desk.wellKnown)
        if fault?.expectation == .retry, fault?.stage == .discovery { discovery = desk.ask(.get, desk.wellKnown) }
        guard !refuses(.discovery) else { return }
        _ = desk.ask(.get, desk.provider.basePath + "/jwks")
        guard !refuses(.par) else { return }
        let callback = try Browser(desk).goThrough(desk.request(after: discovery).challenging(verifier))
        guard !refuses(.callback), let code = callback.location.query["code"] else { return }
        var answer = desk.exchange(code, ["code_verifier": verifier])
        if fault?.expectation == .retry, answer.status != .ok {
            desk.pass(seconds: 1)
            answer = desk.exchange(code, ["code_verifier": verifier])
        }
        if fault?.stage == .idToken { _ = desk.ask(.get, desk.provider.basePath + "/jwks") }
        guard !refuses(.token), !refuses(.idToken), let tokens = try? Parsed(answer) else { return }
        if let access = tokens.access_token { _ = desk.userInfo(access) }
        desk.pass(seconds: 60)
        if let refresh = tokens.refresh_token {
            let again = try? Parsed(desk.refresh(refresh))
            guard fault?.stage != .refresh else { return }
            _ = desk.post(
                desk.provider.basePath + "/revoke",
                [FormPair("token", again?.refresh_token ?? refresh), FormPair("client_id", "pixie-demo")])
        }
    }
}

/// A client that looks at nothing: it goes on with whatever it can read out of an answer.
struct CarelessClient {
    let desk: Desk

    init(_ desk: Desk) { self.desk = desk }

    func run() throws {
        let discovery = desk.ask(.get, desk.wellKnown)
        let callback = try Browser(desk).goThrough(desk.request(after: discovery))
        let code = callback.location.query["code"]?.split(separator: ",").first.map(String.init) ?? "made-up"
        let answer = desk.exchange(code)
        if let place = answer.fields[.location], place.hasPrefix(Desk.collector) {
            desk.collect(.post, "/token", body: "code=\(code)&code_verifier=\(Desk.verifier)")
        }
        if case .tokens(let tokens) = answer.draft, let access = tokens.members["access_token"]?.string,
            !access.contains("\r")
        {
            _ = desk.userInfo(access)
        } else {
            // Perhaps it works the second time.
            _ = desk.exchange(code)
        }
    }
}

extension String {
    /// An authorization request with the challenge of another verifier.
    fileprivate func challenging(_ verifier: String) -> String {
        replacing(Desk.challenge, with: Base64URL.encode(SHA256.hash(data: Array(verifier.utf8))))
    }
}
