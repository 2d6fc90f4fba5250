import Crypto
import HTTPTypes
import Synchronization
import Testing

@testable import DemoProvider

/// A provider without a socket, with a clock that stands still until it is told otherwise.
final class Desk: Sendable {
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    static let redirect = "http://127.0.0.1:51234/callback"
    static let collector = "http://127.0.0.1:4999"
    static let password = "right-pass-word-here"

    let provider: Provider
    let oracle: Oracle
    private let time: Time

    private final class Time: Sendable {
        let seconds = Mutex(1_790_000_000)
    }

    init(fault: String? = nil, _ change: (inout DemoProviderOptions) -> Void = { _ in }) async throws {
        let time = Time()
        var options = DemoProviderOptions(algorithm: .es256)
        options.clock = { time.seconds.withLock { $0 } }
        options.milliseconds = { time.seconds.withLock { $0 * 1000 } }
        let fault = try fault.map { try #require(FaultCatalog.fault($0)) }
        for case .options(let change) in fault?.deeds ?? [] { change(&options) }
        change(&options)
        self.time = time
        oracle = Oracle(fault: fault, clock: options.clock)
        provider = Provider(
            options: options, issuer: "http://127.0.0.1:4000" + options.issuerPath, password: Self.password,
            keys: try KeyRing(options.algorithm), ledger: Ledger(clock: options.clock),
            mischief: fault.map { Mischief(fault: $0, collector: Self.collector, tally: Mischief.Tally()) },
            oracle: oracle)
    }

    func pass(seconds: Int) { time.seconds.withLock { $0 += seconds } }
    var now: Int { provider.options.clock() }

    func ask(
        _ method: HTTPRequest.Method, _ target: String, host: String = "127.0.0.1:4000", fields: HTTPFields = [:],
        body: String = ""
    ) -> Answer {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return provider.answer(
            Question(
                method: method, path: String(halves[0]), query: halves.count == 2 ? String(halves[1]) : "", host: host,
                fields: fields, body: Array(body.utf8)))
    }

    func post(_ path: String, _ form: [FormPair], fields: HTTPFields = [:]) -> Answer {
        var fields = fields
        fields[.contentType] = "application/x-www-form-urlencoded"
        return ask(.post, path, fields: fields, body: FormCoding.encode(form))
    }

    /// An authorization request that is fine, with some of its parameters changed; `nil` leaves one out.
    static func request(_ changes: [String: String?] = [:]) -> String {
        let names = [
            "response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge_method",
            "code_challenge",
        ]
        let right: [String: String] = [
            "response_type": "code", "client_id": "pixie-demo", "redirect_uri": redirect,
            "scope": "openid profile email offline_access", "state": "st/at e+1", "nonce": "n-0S6_WzA2Mj",
            "code_challenge_method": "S256", "code_challenge": challenge,
        ]
        let extra = changes.keys.filter { !names.contains($0) }.sorted()
        let pairs = (names + extra).compactMap { name -> FormPair? in
            let value = changes[name] ?? right[name]
            return value.flatMap { $0 }.map { FormPair(name, $0) }
        }
        return "/authorize?" + FormCoding.encode(pairs)
    }

    /// A code, by way of the pages.
    func code(_ changes: [String: String?] = [:]) throws -> String {
        let browser = Browser(self)
        let answer = try browser.goThrough(Self.request(changes))
        return try #require(answer.location.query["code"])
    }

    func exchange(_ code: String, _ changes: [String: String?] = [:], fields: HTTPFields = [:]) -> Answer {
        let right: [String: String] = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": Self.redirect,
            "code_verifier": Self.verifier, "client_id": "pixie-demo",
        ]
        let names = Set(right.keys).union(changes.keys).sorted()
        let form = names.compactMap { name in
            (changes[name] ?? right[name]).flatMap { $0 }.map { FormPair(name, $0) }
        }
        return post("/token", form, fields: fields)
    }

    func refresh(_ token: String, scope: String? = nil) -> Answer {
        var form = [
            FormPair("grant_type", "refresh_token"), FormPair("refresh_token", token),
            FormPair("client_id", "pixie-demo"),
        ]
        if let scope { form.append(FormPair("scope", scope)) }
        return post("/token", form)
    }

    func userInfo(_ token: String) -> Answer {
        ask(.get, "/userinfo", fields: [.authorization: "Bearer \(token)"])
    }
}
