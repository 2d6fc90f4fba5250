import LoginFlow
import OAuth
@testable import PixieUI
import Profiles
import Testing

/// The documents say what the code does: each name is compared in both directions.
struct DocumentationTests {
    private let scripts: String
    private let checks: String
    private let machines: [String: String]

    init() throws {
        scripts = try SourceText.file("Sources/pixie/Documentation.docc/Scripts.md")
        checks = try SourceText.file("Sources/OAuth/Documentation.docc/TheChecks.md")
        machines = [
            "Flow": try SourceText.file("Sources/LoginFlow/Documentation.docc/States.md"),
            "Refresh": try SourceText.file("Sources/LoginFlow/Documentation.docc/Refreshing.md"),
            "SignOut": try SourceText.file("Sources/LoginFlow/Documentation.docc/SigningOut.md"),
        ]
    }

    /// Nothing was written twice, and both sides have the same.
    private func expectSame(
        _ documented: [String], _ coded: Set<String>, at location: SourceLocation = #_sourceLocation
    ) {
        #expect(documented.count == Set(documented).count, sourceLocation: location)
        #expect(coded.subtracting(documented) == [], "not in the document", sourceLocation: location)
        #expect(Set(documented).subtracting(coded) == [], "not in the code", sourceLocation: location)
    }

    // MARK: Checks

    @Test func everyCheckIsDocumented() throws {
        let sources = try SourceText.swift(below: "Sources/OAuth") + SourceText.swift(below: "Sources/LoginFlow")
        var coded: Set<String> = []
        for source in sources {
            for match in source.matches(
                of: /"((?:discovery|request|callback|token|id_token|userinfo|device|pkce)\.[a-z_]+)"/)
            {
                coded.insert(String(match.1))
            }
        }
        // The checks of the members of a token answer are named after the members.
        for source in try SourceText.swift(below: "Sources/OAuth/Token") {
            for match in source.matches(of: /(?:missing|wrongType|token|presenceCheck)\("([a-z_]+)"/) {
                coded.formUnion(TokenFault.missing(String(match.1)).checks.map(\.id))
            }
        }
        expectSame(SourceText.firstColumn(of: checks), coded)
    }

    @Test func pixieSaysWhatTheDocumentQuotes() throws {
        let explanations = try SourceText.swift(below: "Sources/PixieUI/Explain").joined()
        let quoted = checks.matches(of: /“([^”]+)”/).map { String($0.1) }
        #expect(quoted.count > 30)
        #expect(quoted.filter { !explanations.contains("\"\($0)\"") } == [])
    }

    @Test func clausesOfOpenIDHaveOneSpelling() throws {
        for folder in ["OAuth", "LoginFlow", "PixieUI"] {
            for source in try SourceText.swift(below: "Sources/" + folder) {
                let lines = source.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
                for match in lines.joined(separator: "\n").matches(of: /(\w+) (?:Core|Discovery) \d/) {
                    #expect(match.1 == "OIDC", "\(match.0)")
                }
                for match in lines.joined(separator: "\n").matches(of: /"(?:Core|Discovery) \d[^"]*"/) {
                    Issue.record("\(match.0)")
                }
            }
        }
    }

    @Test func everyDocumentedCheckIsExplained() {
        for id in SourceText.firstColumn(of: checks) {
            #expect(Lesson.lesson(ofCheck: id, "") != nil, "\(id) has no text in Lesson+Checks.swift")
        }
    }

    // MARK: The file of settings

    @Test func everySettingIsDocumented() throws {
        let article = try SourceText.file("Sources/pixie/Documentation.docc/Configuration.md")
        expectSame(
            SourceText.firstColumn(of: SourceText.section("Keys", of: article)),
            Set(SettingKey.allCases.map(\.rawValue)))
    }

    // MARK: The contract for scripts

    @Test func everyExitStatusIsDocumented() {
        let rows = SourceText.rows(of: SourceText.section("Exit statuses", of: scripts)).dropFirst()
        expectSame(
            rows.map { "\($0[0]) \(SourceText.names(in: $0[1]).joined())" },
            Set(ExitStatus.allCases.map { "\($0.rawValue) \($0)" }))
    }

    @Test func everyReasonIsDocumented() throws {
        let documented = SourceText.firstColumn(of: SourceText.section("Reasons", of: scripts))
        var coded: Set<String> = []
        let places = ["OAuth", "LoginFlow/Refresh", "LoginFlow/SignOut", "PixieUI/Report"]
        for source in try places.flatMap({ try SourceText.swift(below: "Sources/" + $0) }) {
            coded.formUnion(Self.reasons(in: source))
        }
        coded.formUnion(AuthorizationError.Kind.allCases.filter { $0 != .other }.map(\.rawValue))
        coded.formUnion(TokenError.Kind.allCases.filter { $0 != .other }.map(\.rawValue))
        coded.formUnion(try Self.reasonsOfTheRules())
        expectSame(documented, coded)
    }

    /// What a computed property `reason` of a source file may return, as a report on a login has it.
    private static func reasons(in source: String) -> Set<String> {
        var reasons = Set(source.matches(of: /\breason = "([a-z_]+)"/).map { String($0.1) })
        var owner = ""
        var depth = 0
        for line in source.split(separator: "\n") {
            let declaration = /(?:public |fileprivate )?(?:enum|struct|extension) ([\w.]+)/
            if line.first != " ", let match = line.prefixMatch(of: declaration) { owner = String(match.1) }
            let isStart = line.contains("var reason: String {")
            guard depth > 0 || isStart else { continue }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
            switch owner {
            // An answer that was not used ends no login, and neither does UserInfo; a challenge is no login.
            case "CallbackRejection", "UserInfoFault", "ChallengeDiagnosis": continue
            case "JWTFault", "SignatureRefusal", "JWEFault": reasons.formUnion(texts(in: line).map { "id_token_" + $0 })
            case _: reasons.formUnion(texts(in: line))
            }
        }
        return reasons
    }

    private static func texts(in line: Substring) -> [String] {
        line.matches(of: /"([a-z0-9_]+)"/).map { String($0.1) }
    }

    /// The reasons that the rules for ID tokens put together.
    private static func reasonsOfTheRules() throws -> Set<String> {
        let source = try SourceText.swift(below: "Sources/OAuth/IDToken").joined()
        func found(_ pattern: Regex<(Substring, Substring)>) -> [String] {
            source.matches(of: pattern).map { String($0.1) }
        }
        var reasons = found(/\breason: "([a-z_]+)",/)
        for claim in found(/\bunreadable\("([a-z_]+)"/) { reasons += [claim + "_invalid", claim + "_missing"] }
        for claim in found(/\bhash\("([a-z_]+)"/) { reasons.append(claim + "_mismatch") }
        // A token without nbf is valid at once.
        return Set(reasons.filter { $0 != "nbf_missing" }.map { "id_token_" + $0 })
    }

    @Test func theMembersOfTheObjectAreDocumented() throws {
        let section = SourceText.section("The JSON object of a login", of: scripts)
        let report = try #require(LoginReport(state: .start, cancelled: true))
        let object = try #require(report.json(showTokens: false, profile: nil).object)
        // Two come with an ID token only, three when the provider refused.
        expectSame(
            SourceText.firstColumn(of: section),
            Set(object.members.map(\.name)).union(["claims", "userinfo", "choices", "request_id", "retry_after"]))
        let names = Set(SourceText.names(in: section))
        #expect(LoginReport.Outcome.allCases.map(\.rawValue).filter { !names.contains($0) } == [])
        #expect(Step.allCases.map(\.id).filter { !names.contains($0) } == [])
    }

    // MARK: Limits and states

    @Test func everyLimitIsDocumentedWithItsValue() throws {
        let limits = try SourceText.file("Sources/OAuth/Basics/Limits.swift")
        let coded = limits.matches(of: /static let (\w+) = (\d+)(?: << (\d+))?/).map { match in
            let shift = match.3.flatMap { Int($0) } ?? 0
            return "\(match.1) \((Int(match.2) ?? 0) << shift)"
        }
        let document = try SourceText.file("Sources/pixie/Documentation.docc/Limits.md")
        let documented = SourceText.rows(of: document).dropFirst().map { row in
            "\(SourceText.names(in: row[0]).joined()) \(row[1].prefix { $0.isNumber })"
        }
        expectSame(documented, Set(coded))
        #expect(coded.count > 15)
    }

    @Test(
        arguments: [
            ("Flow", "FlowState", "FlowEvent", "FlowEffect"),
            ("Refresh", "Refresh/RefreshState", "Refresh/RefreshEvent", "Refresh/RefreshEffect"),
            ("SignOut", "SignOut/SignOutState", "SignOut/SignOutEvent", "SignOut/SignOutEffect"),
        ])
    func everyCaseOfTheMachinesIsDocumented(name: String, state: String, event: String, effect: String) throws {
        let document = try #require(machines[name])
        let linked = document.matches(of: /``\w+\/(\w+)/).map { String($0.1) }
        for (type, file, column) in [("State", state, 0), ("Event", event, 1), ("Effect", effect, 3)] {
            let source = try SourceText.file("Sources/LoginFlow/\(file).swift")
            let start = try #require(source.firstRange(of: "public indirect enum \(name + type):"))
            let body = source[start.upperBound...].prefix { $0 != "}" }
            let cases = Set(body.matches(of: /\n {4}case (\w+)/).map { String($0.1) })
            #expect(cases.count > 5)
            let named = SourceText.rows(of: document).dropFirst().flatMap { SourceText.names(in: $0[column]) }
            #expect(Set(named).subtracting(cases) == [], "not in the code")
            #expect(cases.subtracting(named + linked) == [], "not in the document")
        }
    }
}
