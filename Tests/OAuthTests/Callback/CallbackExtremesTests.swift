@testable import OAuth
import Testing

/// Answers that are right, with more in them than there should be.
struct CallbackExtremesTests {
    private static func judge(_ query: String) throws -> CallbackVerdict {
        CallbackJudge.judge(
            "http://127.0.0.1:8400/callback?" + query,
            expecting: CallbackExpectation(
                redirect: try RedirectURI("http://127.0.0.1:8400/callback"), state: Secret("our-state"),
                issuer: "https://login.example.com", issuerParameterPromised: false))
    }

    /// An error of whatever length ends the login, and what is told of it stays short.
    @Test(arguments: ["x", "%C3%A9", "%1B%5B2J", "%F0%9F%98%80"])
    func aLongErrorEndsTheLoginWithBoundedText(_ piece: String) throws {
        let description = String(repeating: piece, count: 120_000 / piece.utf8.count)
        let verdict = try Self.judge("error=access_denied&state=our-state&error_description=" + description)
        guard case .refused(let error, let checks) = verdict else {
            Issue.record("the login goes on")
            return
        }
        #expect(error.kind == .accessDenied)
        #expect(error.message.unicodeScalars.count < 500)
        for check in checks { #expect(check.found.safe().unicodeScalars.count <= 300) }
    }

    @Test func whatIsLongerThanEveryAddressIsNotRead() throws {
        let verdict = try Self.judge(
            "error=access_denied&state=our-state&x=" + String(repeating: "x", count: 128 << 10))
        guard case .rejected(.tooLong, _) = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    /// Tokens in the address are neither used nor shown (RFC 9700 2.1.2).
    @Test(arguments: ["access_token", "id_token", "refresh_token", "token_type"])
    func tokensBesideTheCodeAreNeverLookedAt(_ name: String) throws {
        let verdict = try Self.judge("code=good&state=our-state&\(name)=stolen-value-of-somebody")
        guard case .accepted(let callback) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(callback.code == Secret("good"))
        for check in callback.checks { #expect(!check.found.safe(limit: 4000).contains("stolen-value")) }
        guard case .rejected(.codeMissing, _) = try Self.judge("state=our-state&\(name)=stolen-value-of-somebody")
        else {
            Issue.record("a token stood for a code")
            return
        }
    }

    @Test func aStateThatIsOverIsKnownByItsMarkAlone() {
        let mark = StateMark(Secret("our-state"))
        #expect(mark.isOf(ForeignText("our-state")))
        for other in ["", "our-stat", "our-state ", "OUR-STATE"] { #expect(!mark.isOf(ForeignText(other))) }
        #expect(!"\(mark)".contains("our-state"))
    }
}
