import OAuth
import Testing

@testable import LoginFlow

/// A refresh applies each rule that the login applied: with a rule and an answer that breaks it, the session stays.
struct RefreshRulesTests {
    /// What the session was like, what the refresh answers, and the reason of the refusal; `ok` when it is taken.
    struct Row: CustomTestStringConvertible, Sendable {
        let rule: String
        var rules = ProviderRules.standard
        var wasRead = false
        var isBound = false
        var user: String?
        let answer: String
        let outcome: String

        var testDescription: String { "\(rule): \(outcome)" }
    }

    private static func rules(_ change: (inout ProviderRules) -> Void) -> ProviderRules {
        var rules = ProviderRules.standard
        change(&rules)
        return rules
    }

    private static let encrypted = rules { $0.encryption.idToken = .required }
    private static let noToken = rules { $0.idToken = .absent }
    private static let noType = rules { $0.token.tokenType = .optional }
    private static let told = rules {
        $0.user = .tokenAnswer(members: ["user", "organization_id"])
        $0.idToken = .absent
    }
    private static let read = rules {
        $0.user = .person(address: "https://data.example.com/{sub}", keys: nil)
        $0.idToken = .absent
    }
    private static let alice = #"{"user":{"id":"alice"},"organization_id":"one"}"#

    private static func jwt(_ subject: String, keyID: String = "k1", extra: String = "") throws -> String {
        try Fixture.idToken(
            nonce: nil, subject: subject, extra: extra, keyID: keyID, at: Fixture.start.wall + 250)
    }

    static func rows() throws -> [Row] {
        let type = #""token_type":"Bearer","expires_in":60"#
        let opaque = #"{"access_token":"a",\#(type)"#
        let same = try jwt("a1b2")
        return [
            Row(
                rule: "encryption", rules: encrypted, answer: #"\#(opaque),"id_token":"\#(same)"}"#,
                outcome: "id_token_not_encrypted"),
            Row(rule: "encryption, none comes", rules: encrypted, answer: opaque + "}", outcome: "ok"),
            Row(rule: "no encryption", answer: #"\#(opaque),"id_token":"\#(same)"}"#, outcome: "ok"),
            Row(rule: "signature", answer: #"\#(opaque),"id_token":"\#(same)AA"}"#, outcome: "id_token_signature"),
            Row(
                rule: "ID tokens not used", rules: noToken,
                answer: #"\#(opaque),"id_token":"\#(try jwt("other"))"}"#, outcome: "ok"),
            Row(rule: "token type", answer: #"{"access_token":"a"}"#, outcome: "token_member_missing"),
            Row(rule: "token type optional", rules: noType, answer: #"{"access_token":"a"}"#, outcome: "ok"),
            Row(
                rule: "no proof was sent", answer: #"{"access_token":"a","token_type":"DPoP"}"#,
                outcome: "token_type_unknown"),
            Row(rule: "a key was proved", isBound: true, answer: opaque + "}", outcome: "token_not_bound"),
            Row(
                rule: "a key was proved", isBound: true, answer: #"{"access_token":"a","token_type":"DPoP"}"#,
                outcome: "ok"),
            Row(
                rule: "same user", rules: told, user: alice, answer: #"\#(opaque),"user":{"id":"mallory"}}"#,
                outcome: "refresh_user_changed"),
            Row(
                rule: "same user, other organization", rules: told, user: alice,
                answer: #"\#(opaque),"user":{"id":"alice"},"organization_id":"two"}"#, outcome: "ok"),
            Row(rule: "user not told", rules: told, user: alice, answer: opaque + "}", outcome: "ok"),
            Row(
                rule: "read access token, same person", rules: read, wasRead: true,
                answer: #"{"access_token":"\#(try jwt("a1b2"))",\#(type)}"#, outcome: "ok"),
            Row(
                rule: "read access token, other person", rules: read, wasRead: true,
                answer: #"{"access_token":"\#(try jwt("mallory"))",\#(type)}"#, outcome: "access_token_sub_changed"),
            Row(
                rule: "read access token, unknown key", rules: read, wasRead: true,
                answer: #"{"access_token":"\#(try jwt("a1b2", keyID: "other"))",\#(type)}"#,
                outcome: "access_token_key_unknown"),
            Row(
                rule: "read access token, no token", rules: read, wasRead: true, answer: opaque + "}",
                outcome: "access_token_malformed"),
        ]
    }

    private func session(_ row: Row) throws -> StoredSession {
        let known = try KeptFixture.session()
        let access = row.wasRead ? try Self.jwt("a1b2") : Fixture.accessToken
        var entropy = Fixture.entropy()
        return StoredSession(
            provider: known.provider, clientID: known.clientID, authentication: known.authentication,
            prover: row.isBound ? Prover(entropy: &entropy, bindsTokens: true) : nil, requestedScopes: [],
            resources: [], rules: row.rules, user: try row.user.map { try JSONReader.readObject(Array($0.utf8)) },
            standing: .alive(KeptTokens(accessToken: Secret(access), refreshToken: Secret("refresh-1"))),
            identity: row.rules.idToken == .absent ? nil : known.identity, loggedInAt: known.loggedInAt,
            obtainedAt: known.obtainedAt, generation: 1)
    }

    @Test(arguments: try rows(), [true, false])
    func theRulesOfTheLoginHold(row: Row, keysComeFirst: Bool) throws {
        var flow = try RefreshHarness.refreshing(try session(row))
        let asksForKeys = row.rules.idToken != .absent || row.wasRead
        if keysComeFirst, asksForKeys { _ = try flow.reply(.keys, Fixture.keys()) }
        _ = try flow.reply(.refresh, Fixture.json(row.answer))
        // Whatever is still wanted: the keys, or once more after a key that is not known.
        for _ in 0..<2 where flow.name == "verifying" { _ = try flow.reply(.keys, Fixture.keys()) }
        if flow.name == "storing" { _ = flow.send(.sessionStored) }
        let outcome = try #require(flow.outcome)
        #expect(outcome.reason == row.outcome, "\(outcome.message)")
        #expect((flow.state.session == flow.session) == (row.outcome != "ok"))
    }

    /// Keys that cannot be had excuse neither a token in the clear nor another person.
    @Test(
        arguments: try rows().filter {
            ["id_token_not_encrypted", "access_token_sub_changed", "refresh_user_changed"].contains($0.outcome)
        })
    func theyHoldWithoutKeys(row: Row) throws {
        var flow = try RefreshHarness.refreshing(try session(row))
        _ = try flow.reply(.refresh, Fixture.json(row.answer))
        if flow.name == "verifying" {
            _ = try flow.reply(.keys, .failure(.timedOut(phase: .answering, after: 30)))
        }
        #expect(flow.outcome?.reason == row.outcome)
        #expect(flow.state.session == flow.session)
    }
}
