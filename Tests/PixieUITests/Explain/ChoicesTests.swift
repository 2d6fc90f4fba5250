@testable import LoginFlow
@testable import OAuth
import Testing

@testable import PixieUI

/// What the provider offers is listed with the way to choose it, its number of the request and its time to wait.
@Suite struct ChoicesTests {
    private static func choice(_ kind: OfferedChoice.Kind, _ id: String, _ name: String? = nil) -> OfferedChoice {
        OfferedChoice(kind: kind, id: ForeignText(id), name: name.map { ForeignText($0) })
    }

    private static func failure(_ choices: [OfferedChoice]) throws -> Failure {
        try Troubles.failure(
            .token(
                .oauth(TokenError(code: ForeignText("organization_selection_required"), status: 403, choices: choices)))
        )
    }

    @Test func eachHasItsOption() throws {
        let failure = try Self.failure([
            Self.choice(.organization, "org_1", "Foo Corp"), Self.choice(.organization, "org_2"),
            Self.choice(.connection, "conn_1"), Self.choice(.factor, "auth_factor_1", "totp"),
        ])
        let story = Explain.failure(failure, now: LoginStory.start)
        #expect(story.why.contains("The provider offers 2 organizations: Foo Corp (org_1), org_2."))
        #expect(story.why.contains("The provider offers the second factor: totp (auth_factor_1)."))
        let steps = story.next.filter { $0.action == .advice }.map(\.text)
        #expect(
            steps.prefix(3) == [
                "Log in again with --param organization_id=org_1 for Foo Corp.",
                "Log in again with --param organization_id=org_2.", "Log in again with --param connection_id=conn_1.",
            ])
        let report = try #require(LoginReport(state: .failed(failure)))
        #expect(report.message.contains("--param organization_id=org_1"))
        let json = report.json(showTokens: false, profile: nil).object?["choices"]?.array?.compactMap(\.object)
        #expect(json?.map { $0["id"]?.string } == ["org_1", "org_2", "conn_1", "auth_factor_1"])
        #expect(
            json?.map { $0["option"]?.string } == [
                "--param organization_id=org_1", "--param organization_id=org_2", "--param connection_id=conn_1", nil,
            ])
    }

    @Test(arguments: ["a b", "$(reboot)", "x;y", "-\u{202e}z", "a'b", "é", String(repeating: "a", count: 500)])
    func whatAShellReadsOrNobodySeesGetsNoOption(id: String) throws {
        #expect(Self.choice(.organization, id).option == nil)
        let story = Explain.failure(try Self.failure([Self.choice(.organization, id)]), now: LoginStory.start)
        #expect(!story.next.contains { $0.text.contains("--param") })
        #expect(!story.why.joined().contains("\u{202e}"))
    }

    @Test func ofManyOnlySomeAreTold() throws {
        let many = (0..<50).map { Self.choice(.organization, "org_\($0)") }
        let story = Explain.failure(try Self.failure(many), now: LoginStory.start)
        #expect(story.why.contains { $0.hasSuffix("org_7, and 42 more.") })
        #expect(story.next.count < 12)
    }

    @Test func nothingIsSaidOfNothing() throws {
        let report = try #require(LoginReport(state: .failed(try Self.failure([]))))
        let object = report.json(showTokens: false, profile: nil).object
        #expect(object?["choices"] == nil && object?["request_id"] == nil && object?["retry_after"] == nil)
    }
}
