@testable import LoginFlow
@testable import OAuth
@testable import PixieUI
import Screen
import Testing

/// Each way out of PixieUI is fed with each hostile text, as if somebody had forgotten to make it safe before.
struct HostileTextTests {
    private func expectHarmless(_ text: String, lines: Bool = false, _ sink: String) {
        #expect(HostileText.isHarmless(text, lines: lines), "\(sink): \(text.debugDescription.prefix(200))")
    }

    @Test(arguments: HostileText.table)
    func neitherSentencesNorLinesLetItThrough(_ text: String) {
        expectHarmless(PlainLine(text).text, "line")
        expectHarmless(StatusMessage(.note, text).text, "message")
        let step = NextStep(.advice, text)
        expectHarmless(step.text + (step.sentence ?? ""), "next step")
        let story = Explanation(text, what: text, why: [text], risk: text, next: [step], host: HostName(text))
        expectHarmless(story.summary, "explanation")
        expectHarmless(story.host.map { $0.text + ($0.warning ?? "") } ?? "", "host")
        let check = Check("id_token.iss", .skipped(text), expected: text, found: ForeignText(text), clause: "RFC 1 1")
        let failed = Check("id_token.iss", .failed, expected: text, found: ForeignText(text), clause: "RFC 1 1")
        for line in PlainPresenter.list([check, failed]) + TroubleReport.lines(of: failed) {
            expectHarmless(line, "check")
        }
    }

    @Test(arguments: HostileText.table)
    func noFrameHasIt(_ text: String) {
        var frame = Frame(size: Size(columns: 60, rows: 4))
        frame.put(text, at: Position(column: 0, row: 0))
        frame.put(Line(text, .heading), at: Position(column: 0, row: 1))
        frame.put(LineEditor(text), at: Position(column: 0, row: 2), width: 20)
        expectHarmless(frame.textDump(), lines: true, "frame")
    }

    @Test(arguments: HostileText.table)
    func noJSONHasIt(_ text: String) throws {
        let report = try #require(LoginReport(state: try LoginStory.finished().state))
        let value = JSONValue.object(
            JSONObject(members: [JSONObject.Member(name: text, value: .array([.string(text)]))]))
        for written in [JSONText.write(value), JSONText.write(report.json(showTokens: true, profile: text))] {
            expectHarmless(written, "JSON")
            _ = try JSONReader.readObject(Array(written.utf8))
        }
        let back = try JSONReader.readObject(Array(JSONText.write(value).utf8))
        #expect(back.members.first?.name.utf8.elementsEqual(text.utf8) == true)
    }

    @Test(arguments: HostileText.table)
    func noInspectionHasIt(_ text: String) {
        let member = JSONObject.Member(name: text, value: .string(text))
        let header = JSONValue.object(
            JSONObject(members: [JSONObject.Member(name: "alg", value: .string(text)), member]))
        let claims = JSONValue.object(
            JSONObject(members: [member, JSONObject.Member(name: "iss", value: .string(text))]))
        let token = [header.text, claims.text].map { Base64URL.encode($0.utf8) }.joined(separator: ".") + ".AAAA"
        for raw in [token, text] {
            let inspection = Inspection(raw, now: LoginStory.start.wall)
            for line in InspectText.lines(inspection, width: 60) { expectHarmless(line, "inspect") }
            expectHarmless(JSONText.write(InspectText.json(inspection)), "inspect --json")
        }
        for line in PKCEText.lines(PKCECheck(verifier: text, challenge: text)) { expectHarmless(line, "pkce") }
        expectHarmless(JSONText.write(PKCEText.json(PKCECheck(verifier: text, challenge: text))), "pkce --json")
    }

    /// A whole login at a provider that writes it everywhere, on screens and in lines.
    @Test(arguments: HostileText.table)
    func noLoginHasIt(_ text: String) throws {
        for answer in [
            "?error=\(FormEncoding.encode(text))&error_description=\(FormEncoding.encode(text))", "?code=\(text)",
        ] {
            var story = Story()
            story.awaiting()
            let state = story.state.attempt?.material.state.reveal() ?? ""
            let before = story.state.flow
            story.send(.flow(.callbackArrived(ArrivalID(1), target: "/callback" + answer + "&state=" + state)))
            for size in [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12), Size(columns: 160, rows: 50)] {
                let frame = AppView.render(story.state, size: size)
                expectHarmless(frame.textDump(), lines: true, "screen")
                expectHarmless(frame.title, "title")
            }
            var presenter = PlainPresenter(
                profile: text,
                surroundings: Surroundings(
                    hostName: ForeignText(text), sshFrom: ForeignText(text), user: ForeignText(text),
                    browserAdvice: .unavailable(text)), isInteractive: true)
            let lines = presenter.lines(for: story.state.flow, after: before, at: story.now)
            for line in lines + presenter.answered(text, in: before) + presenter.say([text], in: before) {
                expectHarmless(line.text, "plain")
            }
            for line in presenter.help(for: before) { expectHarmless(line, "help") }
            expectHarmless(TroubleReport.text(story.state), lines: true, "report")
        }
    }

    @Test(arguments: HostileText.table)
    func noFailureHasIt(_ text: String) throws {
        for cause in Troubles.all(ForeignText(text)) {
            let failure = try Troubles.failure(cause)
            expectHarmless(Explain.failure(failure, now: LoginStory.start).summary, "\(failure.step)")
            for check in failure.checks { expectHarmless(check.expected + check.found.safe(), check.id) }
        }
    }
}
