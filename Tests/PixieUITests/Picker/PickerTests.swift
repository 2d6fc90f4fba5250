import LoginFlow
import OAuth
@testable import PixieUI
import Screen
import Testing

/// The list of profiles.
struct PickerTests {
    static let start = Timestamp(seconds: 1_763_700_000)

    static func row(
        _ name: String, _ issuer: String = "https://login.example.com/realms/acme", _ kept: PickerRow.Kept = .nothing
    ) throws -> PickerRow {
        PickerRow(
            name: name, issuer: try Issuer(issuer), clientID: ForeignText("pixie-cli"), scopes: ["openid", "email"],
            kept: kept)
    }

    static func rows() throws -> [PickerRow] {
        [
            try row(
                "acme-dev", "https://login.example.com/realms/acme",
                .waiting(since: start + (-192.0), until: start + 408.0)),
            try row(
                "google", "https://accounts.google.com",
                .session(
                    since: start + (-7200.0), person: ForeignText("dev@example.com"), accessEnds: start + 2460.0,
                    canRefresh: false)),
            try row(
                "staging", "https://sso.stage.example.com",
                .session(since: start + (-200_000.0), person: nil, accessEnds: start + (-190_000.0), canRefresh: false)),
            try row("old", "https://sso.old.example.com", .ended(at: start + (-400_000.0))),
            try row("local", "http://127.0.0.1:8080"),
        ]
    }

    static func state(_ rows: [PickerRow], size: Size = Size(columns: 80, rows: 24)) -> AppState {
        AppState(
            surroundings: Surroundings(
                hostName: ForeignText("build-07"), sshFrom: nil, user: nil, browserAdvice: .available("firefox")),
            glyphs: .unicode, size: size, profiles: rows, now: Moment(wall: start, uptime: 1000))
    }

    static func press(_ keys: [Key], _ state: inout AppState) -> [AppCommand] {
        keys.flatMap { App.update(&state, .key($0), at: state.now) }
    }

    static func type(_ text: String) -> [Key] { text.map { .character($0) } }

    @Test func showsWhatIsKeptOfEach() throws {
        Snapshot.check("picker", try Self.state(Self.rows()))
    }

    @Test func aFilterIsShown() throws {
        var state = try Self.state(Self.rows())
        #expect(Self.press([.character("/")] + Self.type("example sso"), &state).isEmpty)
        Snapshot.check("picker-filter", state)
        #expect(state.picker?.shown.count == 2)
        // Letters are text while the filter is typed, q too.
        #expect(!Self.press([.character("q")], &state).contains(.quit))
        #expect(state.picker?.shown.isEmpty == true)
        _ = Self.press([.escape], &state)
        #expect(state.picker?.shown.count == 5)
    }

    @Test func aWaitingLoginIsMarkedFirstAndEnterGoesOnWithIt() throws {
        var rows = try Self.rows()
        rows.swapAt(0, 3)
        var state = Self.state(rows)
        #expect(state.picker?.selected?.name == "acme-dev")
        #expect(Self.press([.enter], &state) == [.resumeLogin("acme-dev")])
        #expect(Self.press([.character("D")], &state) == [.forgetLogin("acme-dev")])
        #expect(Self.press([.character("s")], &state) == [.chooseProfile("acme-dev")])
    }

    @Test func whatIsKeptComesLaterAndMovesTheMarkOnlyBeforeThePersonDid() throws {
        let bare = try Self.rows().map { try Self.row($0.name) }
        var rows = try Self.rows()
        rows.swapAt(0, 2)
        var state = Self.state(bare)
        _ = App.update(&state, .profiles(.rows(rows)), at: state.now)
        #expect(state.picker?.selected?.name == "acme-dev")
        state = Self.state(bare)
        _ = Self.press([.down], &state)
        _ = App.update(&state, .profiles(.rows(rows)), at: state.now)
        #expect(state.picker?.selected?.name == "google")
    }

    @Test func enterChoosesTheMarkedProfile() throws {
        var state = try Self.state(Self.rows())
        #expect(Self.press([.down, .down, .enter], &state) == [.chooseProfile("staging")])
        #expect(Self.press([.end, .enter], &state) == [.chooseProfile("local")])
        #expect(Self.press([.home, .down, .enter], &state) == [.chooseProfile("google")])
    }

    @Test func deletingAsksAndCanBeUndone() throws {
        var state = try Self.state(Self.rows())
        #expect(Self.press([.down, .character("d")], &state).isEmpty)
        #expect(state.place == .confirm(.deleteProfile("google")))
        #expect(Self.press([.escape], &state).isEmpty)
        #expect(Self.press([.character("d"), .character("y")], &state) == [.removeProfile("google")])
        let rest = try Self.rows().filter { $0.name != "google" }
        _ = App.update(&state, .profiles(.rows(rest)), at: state.now)
        _ = App.update(&state, .profiles(.removed("google")), at: state.now)
        #expect(state.picker?.rows.count == 4)
        #expect(Self.press([.character("u")], &state) == [.bringBackProfile("google")])
        #expect(Self.press([.character("u")], &state).isEmpty)
    }

    @Test func theFormIsBehindNAndEscComesBack() throws {
        var state = try Self.state(Self.rows())
        _ = Self.press([.character("n")], &state)
        #expect(state.place == .profile)
        _ = Self.press([.escape], &state)
        #expect(state.place == .picker)
    }

    @Test func aLoginThatIsCancelledComesBackToTheList() throws {
        var state = try Self.state(Self.rows())
        let client = try ClientConfiguration(issuer: Issuer("https://accounts.google.com"), clientID: "x")
        _ = App.update(&state, .profiles(.chosen("google", LoginPlan(client: client))), at: state.now)
        #expect(state.place == .discover)
        #expect(state.profileName?.isExactly("google") == true)
        _ = Self.press([.escape], &state)
        #expect(state.place == .picker)
    }

    @Test func troubleIsToldAndChangesNothing() throws {
        var state = try Self.state(Self.rows())
        _ = App.update(&state, .profiles(.trouble("It is not there.")), at: state.now)
        #expect(state.message == StatusMessage(.trouble, "It is not there."))
        #expect(state.place == .picker)
    }

    @Test func thousandsOfProfilesAreAListLikeAnyOther() throws {
        let rows = try (0..<10_000).map { try Self.row("p\($0)") }
        var state = Self.state(rows)
        _ = Self.press([.end], &state)
        #expect(state.picker?.selected?.name == "p9999")
        let frame = AppView.render(state, size: state.size)
        #expect(frame.textDump().contains("p9999"))
        _ = Self.press([.character("/")] + Self.type("p123"), &state)
        #expect(state.picker?.shown.count == 11)
    }

    @Test(arguments: [Size(columns: 36, rows: 10), Size(columns: 64, rows: 20), Size(columns: 200, rows: 60)])
    func hostileTextsStayInTheirCells(_ size: Size) throws {
        let bad = ForeignText("\u{1b}[31m\u{202e}\u{0}" + String(repeating: "e\u{301}\u{301}", count: 300))
        let row = PickerRow(
            name: "x", issuer: try Issuer("https://a.example"), clientID: bad, scopes: ["a"], redirect: bad,
            kept: .session(since: Self.start, person: bad, accessEnds: nil, canRefresh: true))
        let unreadable = PickerRow(
            name: "y", issuer: try Issuer("https://a.example"), clientID: bad, scopes: [], kept: .unreadable(bad))
        let dump = AppView.render(Self.state([row, unreadable], size: size), size: size).textDump()
        #expect(!dump.unicodeScalars.contains { $0 != "\n" && ($0.value < 0x20 || $0 == "\u{202e}") })
    }

    /// A list without anything that runs out sleeps.
    @Test func onlyWhatRunsOutTicks() throws {
        #expect(AppClock.next(Self.state([try Self.row("a")])) == nil)
        let session = PickerRow.Kept.session(since: Self.start, person: nil, accessEnds: Self.start, canRefresh: true)
        let minute = AppClock.next(Self.state([try Self.row("a", "https://a.example", session)]))
        #expect(minute.map { $0 > 1000 && $0 <= 1060 } == true)
        let second = AppClock.next(try Self.state(Self.rows()))
        #expect(second.map { $0 > 1000 && $0 <= 1001 } == true)
    }
}
