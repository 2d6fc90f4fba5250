@testable import LoginFlow
@testable import OAuth
@testable import PixieUI
import Testing

/// The contract for scripts: one object, stable names, one exit status for each kind of end.
struct LoginReportTests {
    private func json(_ report: LoginReport, showTokens: Bool = false, profile: String? = "acme-dev") throws
        -> JSONObject
    {
        let text = JSONText.write(report.json(showTokens: showTokens, profile: profile))
        #expect(!text.contains("\n"))
        return try JSONReader.readObject(Array(text.utf8))
    }

    @Test func tellsOfASignedInSessionWithoutItsTokens() throws {
        let story = try LoginStory.finished()
        let report = try #require(LoginReport(state: story.state))
        let object = try json(report)
        #expect(
            object.members.map(\.name)
                == ["outcome", "step", "reason", "message", "checks", "profile", "tokens", "claims", "userinfo"])
        #expect(object["outcome"]?.string == "signed_in")
        #expect(object["step"]?.string == "tokens")
        #expect(object["reason"]?.string == "ok")
        #expect(object["message"]?.string == "Signed in as dev@example.com.")
        #expect(object["profile"]?.string == "acme-dev")
        #expect(object["claims"]?.object?["sub"]?.string == "a1b2")
        #expect(object["userinfo"]?.object?["email"]?.string == "dev@example.com")

        let tokens = try #require(object["tokens"]?.object)
        #expect(tokens.members.map(\.name) == ["access_token", "id_token", "refresh_token"])
        let access = try #require(tokens["access_token"]?.object)
        #expect(access.members.map(\.name) == ["type", "expires_at", "scope", "jwt"])
        #expect(access["type"]?.string == "Bearer")
        #expect(access["expires_at"]?.int == 1_790_000_300)
        #expect(access["scope"]?.string == "openid profile")
        #expect(access["jwt"]?.bool == false)
        #expect(tokens["id_token"]?.object?["jwt"]?.bool == true)
        #expect(tokens["id_token"]?.object?["expires_at"]?.int == 1_790_000_300)

        let text = JSONText.write(report.json(showTokens: false, profile: nil))
        for secret in LoginStory.secrets { #expect(!text.contains(secret)) }
        #expect(!text.contains("\"value\""))
        #expect(report.exitStatus == .ok)
    }

    @Test func showsTokensOnlyWhenAsked() throws {
        let report = try #require(LoginReport(state: try LoginStory.finished().state))
        let tokens = try #require(try json(report, showTokens: true)["tokens"]?.object)
        #expect(tokens["access_token"]?.object?["value"]?.string == LoginStory.accessToken)
        #expect(tokens["refresh_token"]?.object?["value"]?.string == LoginStory.refreshToken)
        #expect(tokens["id_token"]?.object?["value"]?.string?.hasPrefix("eyJ") == true)
    }

    @Test func listsEveryCheckWithItsEvidence() throws {
        let story = try LoginStory.finished()
        guard case .authenticated(let session) = story.state else { Issue.record("not signed in"); return }
        let report = try #require(LoginReport(state: story.state))
        let checks = try #require(try json(report)["checks"]?.array).compactMap(\.object)
        #expect(checks.compactMap { $0["id"]?.string } == session.checks.map(\.id))
        for id in ["discovery.issuer", "callback.state", "callback.iss", "id_token.nonce", "userinfo.sub"] {
            #expect(checks.contains { $0["id"]?.string == id && $0["verdict"]?.string == "passed" }, "\(id)")
        }
        for check in checks {
            let names = ["id", "verdict", "expected", "found", "clause"]
            #expect(check.members.map(\.name).prefix(5) == names[...])
            #expect(["passed", "skipped"].contains(check["verdict"]?.string))
            #expect((check["verdict"]?.string == "skipped") == (check["why"] != nil))
        }
    }

    @Test func isSilentWhileTheLoginGoesOn() throws {
        #expect(LoginReport(state: .start) == nil)
        #expect(LoginReport(state: try LoginStory.waiting().state) == nil)
        // UserInfo is still under way.
        #expect(LoginReport(state: try LoginStory.signedIn().state) == nil)
        #expect(LoginReport(state: try LoginStory.signedIn().state, cancelled: true)?.outcome == .signedIn)
    }

    @Test func tellsWhereALoginWasCancelled() throws {
        let report = try #require(LoginReport(state: try LoginStory.waiting().state, cancelled: true))
        #expect(report.outcome == .cancelled)
        #expect(report.step == .signIn)
        #expect(report.reason == "cancelled")
        #expect(report.exitStatus == .refused)
        let object = try json(report, profile: nil)
        #expect(object["profile"] == .null)
        #expect(object["tokens"] == .object(JSONObject()))
        #expect(object["claims"] == nil)
    }

    @Test func endsWithTheProvidersRefusal() throws {
        var story = try LoginStory.waiting()
        story.send(.answerPasted(try story.callback(code: nil, error: "access_denied")))
        let report = try #require(LoginReport(state: story.state))
        #expect(report.outcome == .refused)
        #expect(report.step == .signIn)
        #expect(report.reason == "access_denied")
        #expect(report.exitStatus == .refused)
        #expect(try json(report)["checks"]?.array?.contains { $0.object?["id"]?.string == "callback.state" } == true)
    }

    // MARK: the table of ends

    private func cause(_ error: String) -> Failure.Cause {
        .token(.oauth(TokenError(code: ForeignText(error), status: 400)))
    }

    @Test func mapsEveryEndToItsStatus() throws {
        let words = Troubles.harmless
        let check = Check("id_token.exp", .failed, expected: "", found: words, clause: "")
        let table: [(Failure.Cause, LoginReport.Outcome, String, PixieUI.ExitStatus)] = [
            (.provider(AuthorizationError(code: ForeignText("access_denied"))), .refused, "access_denied", .refused),
            (.provider(AuthorizationError(code: ForeignText("server_error"))), .refused, "server_error", .refused),
            (.provider(AuthorizationError(code: ForeignText("x\u{1b}"))), .refused, "provider_error", .refused),
            (cause("invalid_grant"), .refused, "invalid_grant", .refused),
            (cause("invalid_client"), .refused, "invalid_client", .refused),
            (cause("mfa_challenge"), .refused, "step_left", .refused),
            (cause("what"), .refused, "token_refused", .refused),
            (.token(.notJSON(kind: .html, status: 200)), .failed, "token_not_json", .checkFailed),
            (.token(.notJSON(kind: .empty, status: 204)), .failed, "token_not_json", .checkFailed),
            (.token(.badJSON(.tooDeep)), .failed, "token_bad_json", .checkFailed),
            (.token(.redirected(to: nil)), .failed, "token_redirected", .checkFailed),
            (.token(.status(503, retryAfter: nil)), .failed, "token_http_status", .other),
            (.token(.missing("access_token")), .failed, "token_member_missing", .checkFailed),
            (.token(.wrongType("scope")), .failed, "token_member_type", .checkFailed),
            (.token(.unknownTokenType(words)), .failed, "token_type_unknown", .checkFailed),
            (.token(.badCharacters("access_token")), .failed, "token_characters", .checkFailed),
            (.token(.tooLong("access_token")), .failed, "token_too_long", .checkFailed),
            (.discovery(.status(404)), .failed, "discovery_http_status", .other),
            (.discovery(.issuerDiffers(found: words)), .failed, "discovery_issuer_mismatch", .checkFailed),
            (.discovery(.noS256(listed: words)), .failed, "discovery_no_s256", .checkFailed),
            (.discovery(.changed(["jwks_uri"])), .failed, "discovery_changed", .checkFailed),
            (.discovery(.notJSON(kind: .html)), .failed, "discovery_not_json", .checkFailed),
            (.keys(.unusable(.status(500))), .failed, "keys_http_status", .other),
            (.keys(.unusable(.noKeyList)), .failed, "keys_no_list", .checkFailed),
            (.keys(.unreachable(.tls(words))), .failed, "network_tls", .network),
            (.keys(.unreachable(.packed(coding: words))), .failed, "network_packed", .network),
            (
                .idToken(IDTokenFault(check: check, reason: "id_token_expired", message: "")), .failed,
                "id_token_expired", .checkFailed
            ),
            (.listener(.portTaken(80, holder: nil)), .failed, "port_taken", .other),
            (.listener(.cannotListen(words)), .failed, "cannot_listen", .other),
            (.expired(after: 600), .expired, "expired", .expired),
            (.cancelled, .cancelled, "cancelled", .refused),
        ]
        for (cause, outcome, reason, status) in table {
            let report = try #require(LoginReport(state: .failed(try Troubles.failure(cause))))
            #expect(report.outcome == outcome, "\(cause)")
            #expect(report.reason == reason, "\(cause)")
            #expect(report.exitStatus == status, "\(cause)")
        }
        for failure in Troubles.transport(words) {
            for purpose in Troubles.purposes where failure != .cancelled {
                let cause = Failure.Cause.transport(failure, during: purpose, host: "h")
                #expect(LoginReport(state: .failed(try Troubles.failure(cause)))?.exitStatus == .network, "\(failure)")
            }
        }
    }

    @Test func neverWritesWhatATerminalWouldObey() throws {
        for cause in Troubles.all(Troubles.hostile) {
            let report = try #require(LoginReport(state: .failed(try Troubles.failure(cause))))
            #expect(report.outcome != .signedIn)
            #expect(report.exitStatus != .ok)
            let value = report.json(showTokens: true, profile: "p")
            let text = JSONText.write(value)
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) })
            #expect(try JSONReader.read(Array(text.utf8)) == value)
            #expect(
                report.reason.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f || (0x30...0x39).contains($0) }
            )
            #expect(!report.message.isEmpty)
        }
    }

    @Test func keepsClaimsExactAndHarmless() throws {
        var story = try LoginStory.waiting()
        let nonce = try #require(try story.awaiting.attempt.material.nonce).reveal()
        try story.reply(.keys, LoginStory.keys())
        story.send(.answerPasted(try story.callback()))
        let extra = #","nick":"\u001b[2Jé\u202e\ud83d\ude00\u0085","big":12345678901234567890.10"#
        try story.answerTokens(idToken: LoginStory.idToken(nonce: nonce, extra: extra))
        let report = try #require(LoginReport(state: story.state, cancelled: true))
        let text = JSONText.write(report.json(showTokens: false, profile: nil))
        #expect(text.contains(#"\u001b[2Jé\u202e😀\u0085"#))
        #expect(text.contains("12345678901234567890.10"))
        let back = try JSONReader.readObject(Array(text.utf8))
        #expect(back["claims"]?.object?["nick"]?.string == "\u{1b}[2Jé\u{202e}😀\u{85}")
    }

    @Test func saysGoodbyeWithoutSecrets() throws {
        guard case .authenticated(let session) = try LoginStory.finished().state else { return }
        #expect(
            session.farewell(profile: "acme-dev", now: LoginStory.start.wall + 29) == [
                "pixie: signed in to acme-dev as dev@example.com",
                "ID token ok (8 checks), access token for 4:31, refresh token yes",
            ])
    }
}

extension JSONValue {
    fileprivate var int: Int? {
        if case .number(let number) = self { number.int } else { nil }
    }
}
