import OAuth
import Testing

@Suite struct CallbackJudgeTests {
    private static let origin = "http://127.0.0.1:8400"
    private static let state = "st4te-of_this~login"
    private static let issuer = "https://login.example.com"

    private static func judge(
        _ address: String, redirect: String = "http://127.0.0.1:8400/callback", promised: Bool = false
    ) throws -> CallbackVerdict {
        CallbackJudge.judge(
            address,
            expecting: CallbackExpectation(
                redirect: try RedirectURI(redirect), state: Secret(state), issuer: issuer,
                issuerParameterPromised: promised))
    }

    private static func rejection(of verdict: CallbackVerdict) -> CallbackRejection? {
        if case .rejected(let rejection, _) = verdict { rejection } else { nil }
    }

    private static func code(of verdict: CallbackVerdict) -> String? {
        if case .accepted(let callback) = verdict { callback.code.reveal() } else { nil }
    }

    private static let ids = [
        "callback.address", "callback.parameters", "callback.state", "callback.iss", "callback.code",
    ]

    // MARK: - Accepted

    @Test(arguments: [
        ("?code=abc&state=\(state)", "abc"), ("?state=\(state)&code=abc", "abc"),
        ("?code=a%2Bb+c%26d&state=\(state)", "a+b c&d"), ("?code=a%2525&state=\(state)", "a%25"),
        ("?code=abc&state=\(state)&session_state=x&scope=openid", "abc"), ("?code=abc&state=\(state)#_=_", "abc"),
        ("?code=abc&state=\(state)#", "abc"), ("?code=4/0A%3Ax&state=\(state)", "4/0A:x"),
        ("?code=abc&state=st4te%2Dof_this~login", "abc"),
        ("?code=abc&state=\(state)&iss=https%3A%2F%2Flogin.example.com", "abc"),
        ("?code=abc&state=\(state)&access_token=t&id_token=i", "abc"),
        ("?code=x{|}^`&state=\(state)", "x{|}^`"),
    ])
    func acceptsTheAnswer(tail: String, code: String) throws {
        let verdict = try Self.judge(Self.origin + "/callback" + tail)
        #expect(Self.code(of: verdict) == code)
        #expect(verdict.checks.map(\.id) == Self.ids)
        #expect(verdict.checks.allSatisfy { $0.verdict != .failed })
    }

    @Test func showsTheEvidenceButNotTheCode() throws {
        let verdict = try Self.judge(
            Self.origin + "/callback?code=s3cretcode&state=\(Self.state)&iss=\(Self.issuer)", promised: true)
        #expect(verdict.checks.allSatisfy { $0.verdict == .passed })
        #expect(verdict.checks.allSatisfy { !$0.clause.isEmpty && !$0.expected.isEmpty })
        var dumped = ""
        dump(verdict, to: &dumped)
        #expect(!dumped.contains("s3cretcode"))
        #expect(!dumped.contains(Self.state))
    }

    @Test(arguments: [
        ("com.example.app:/cb", "com.example.app:/cb?"), ("myapp://callback", "MyApp://Callback?"),
        ("https://app.example/cb?own=1", "https://app.example/cb?own=1&"),
        ("http://127.0.0.1:8400", "http://127.0.0.1:8400/?"),
        ("http://localhost:80/cb", "http://localhost/cb?"), ("http://[::1]:8400/cb", "http://[::1]:8400/cb?"),
    ])
    func comparesEveryKindOfRedirect(redirect: String, prefix: String) throws {
        #expect(try Self.code(of: Self.judge(prefix + "code=1&state=\(Self.state)", redirect: redirect)) == "1")
    }

    // MARK: - Rejected: the address

    @Test(arguments: [
        "", "code=abc&state=\(state)", "?code=abc&state=\(state)", "/callback?code=abc&state=\(state)", "hello",
        "\(origin)/callback?code=a b&state=\(state)", "\(origin)/callback?code=a\n&state=\(state)",
        "\(origin)/callback?code=a&state=\(state) \(origin)/callback?code=b&state=\(state)",
        "\(origin)/callback?code=é&state=\(state)", "\(origin)/callback\\?code=a&state=\(state)",
        "http://127.0.0.1:8400\\@evil.example/callback?code=a&state=\(state)",
        "http://127.0.0.1:8400:8400/callback?code=a&state=\(state)", "http://127.0.0.1:/callback?code=a&state=\(state)",
    ])
    func rejectsWhatIsNotOneAddress(address: String) throws {
        #expect(try Self.rejection(of: Self.judge(address)) == .notAnAddress)
    }

    @Test(arguments: [
        ("https://127.0.0.1:8400/callback", CallbackRejection.Part.scheme),
        ("ftp://127.0.0.1:8400/callback", .scheme), ("javascript://127.0.0.1:8400/callback", .scheme),
        ("http://user@127.0.0.1:8400/callback", .userinfo), ("http://@127.0.0.1:8400/callback", .userinfo),
        ("http://none@127.0.0.1:8400/callback", .userinfo),
        ("http://127.0.0.1:8400@evil.example/callback", .userinfo), ("http://evil.example:8400/callback", .host),
        ("http://localhost:8400/callback", .host), ("http://[::1]:8400/callback", .host),
        ("http://127.0.0.2:8400/callback", .host), ("http://127.0.0.1.evil.example:8400/callback", .host),
        ("http://127.0.0.1/callback", .port), ("http://127.0.0.1:8401/callback", .port),
        ("http://127.0.0.1:8400/Callback", .path), ("http://127.0.0.1:8400/callback/", .path),
        ("http://127.0.0.1:8400/callback/x", .path), ("http://127.0.0.1:8400//callback", .path),
        ("http://127.0.0.1:8400/x/../callback", .path), ("http://127.0.0.1:8400/%63allback", .path),
        ("http://127.0.0.1:8400", .path), ("http://127.0.0.1:8400/callback;x", .path),
    ])
    func rejectsAnotherRedirect(address: String, part: CallbackRejection.Part) throws {
        let verdict = try Self.judge(address + "?code=abc&state=\(Self.state)")
        guard case .wrongRedirect(let found, _, _)? = Self.rejection(of: verdict) else {
            Issue.record("not rejected: \(verdict)")
            return
        }
        #expect(found == part)
        #expect(verdict.checks.map(\.id) == Self.ids)
        #expect(verdict.checks[0].verdict == .failed)
        #expect(verdict.checks.dropFirst().allSatisfy { $0.verdict == .skipped("not reached") })
    }

    @Test func rejectsAHostWhereTheRedirectHasNone() throws {
        let verdict = try Self.judge(
            "com.example.app://none/cb?code=1&state=\(Self.state)", redirect: "com.example.app:/cb")
        #expect(
            Self.rejection(of: verdict) == .wrongRedirect(part: .host, expected: "none", found: ForeignText("none")))
    }

    @Test(arguments: [
        "#code=abc&state=\(state)", "#state=\(state)&code=abc", "#access_token=x", "#id_token=x",
        "#error=access_denied",
        "?code=abc&state=\(state)#code=evil", "?code=abc&state=\(state)#x&state=evil",
    ])
    func rejectsAnAnswerInTheFragment(tail: String) throws {
        guard
            case .wrongRedirect(.fragment, _, _)? = try Self.rejection(of: Self.judge(Self.origin + "/callback" + tail))
        else {
            Issue.record("accepted \(tail)")
            return
        }
    }

    @Test func wantsTheRedirectsOwnQueryUnchanged() throws {
        let redirect = "https://app.example/cb?own=1"
        for query in ["?", "?own=2&", "?Own=1&"] {
            let verdict = try Self.judge("https://app.example/cb\(query)code=1&state=\(Self.state)", redirect: redirect)
            guard case .wrongRedirect(.query, _, _)? = Self.rejection(of: verdict) else {
                Issue.record("accepted \(query)")
                continue
            }
        }
        let twice = try Self.judge("https://app.example/cb?own=1&own=1&code=1&state=\(Self.state)", redirect: redirect)
        #expect(Self.rejection(of: twice) == .repeated(name: ForeignText("own")))
    }

    @Test func rejectsWhatIsTooLongWithoutReadingIt() throws {
        let long = Self.origin + "/callback?code=" + String(repeating: "a", count: 1 << 20)
        #expect(try Self.rejection(of: Self.judge(long)) == .tooLong)
    }

    // MARK: - Rejected: the parameters

    @Test(arguments: [
        ("code=abc&state=\(state)&state=\(state)", CallbackRejection.repeated(name: ForeignText("state"))),
        ("state=evil&code=abc&state=\(state)", .repeated(name: ForeignText("state"))),
        ("code=abc&code=def&state=\(state)", .repeated(name: ForeignText("code"))),
        ("code=abc&c%6fde=def&state=\(state)", .repeated(name: ForeignText("code"))),
        ("code=abc&state=\(state)&iss=a&iss=b", .repeated(name: ForeignText("iss"))),
        ("code=abc&state=\(state)&x=1&x=1", .repeated(name: ForeignText("x"))),
        ("error=a&error=b&state=\(state)", .repeated(name: ForeignText("error"))),
        ("code=%&state=\(state)", .badEncoding), ("code=%zz&state=\(state)", .badEncoding),
        ("code=%ff&state=\(state)", .badEncoding), ("code=abc&state=\(state)&x=%c3", .badEncoding),
        ("code=abc", .stateMissing), ("", .stateMissing), ("error=access_denied", .stateMissing),
        ("code=abc&State=\(state)", .stateMissing), ("code=abc&amp;state=\(state)", .stateMissing),
        ("code=abc&state=", .stateEmpty), ("code=abc&state", .stateEmpty),
        ("code=abc&state=wrong", .stateWrong(found: ForeignText("wrong"))),
        ("error=access_denied&state=wrong", .stateWrong(found: ForeignText("wrong"))),
        ("code=abc&state=\(state)x", .stateWrong(found: ForeignText(state + "x"))),
        ("code=abc&state=+\(state)", .stateWrong(found: ForeignText(" " + state))),
        ("code=abc&state=\(state.uppercased())", .stateWrong(found: ForeignText(state.uppercased()))),
        ("code=abc&state=\(state)%00", .stateWrong(found: ForeignText(state + "\u{0}"))),
        (
            "code=abc&state=\(state)&iss=https://evil.example",
            .issuerWrong(expected: issuer, found: ForeignText("https://evil.example"))
        ),
        ("code=abc&state=\(state)&iss=\(issuer)/", .issuerWrong(expected: issuer, found: ForeignText(issuer + "/"))),
        ("error=x&state=\(state)&iss=", .issuerWrong(expected: issuer, found: ForeignText(""))),
        ("state=\(state)", .codeMissing), ("state=\(state)&Code=abc", .codeMissing),
        ("state=\(state)&access_token=abc", .codeMissing), ("state=\(state)&response=e30", .codeMissing),
        ("state=\(state)&code=", .codeEmpty), ("state=\(state)&code", .codeEmpty),
        ("state=\(state)&code=abc&error=access_denied", .codeAndError), ("state=\(state)&code=&error=", .codeAndError),
    ])
    func rejects(query: String, rejection: CallbackRejection) throws {
        let verdict = try Self.judge(Self.origin + "/callback?" + query)
        #expect(Self.rejection(of: verdict) == rejection)
        #expect(verdict.checks.map(\.id) == Self.ids)
        #expect(verdict.checks.count { $0.verdict == .failed } == 1)
        let failed = try #require(verdict.checks.firstIndex { $0.verdict == .failed })
        #expect(verdict.checks[(failed + 1)...].allSatisfy { $0.verdict == .skipped("not reached") })
    }

    @Test func demandsAPromisedIssuer() throws {
        let address = Self.origin + "/callback?code=abc&state=\(Self.state)"
        #expect(try Self.rejection(of: Self.judge(address, promised: true)) == .issuerMissing)
        #expect(try Self.code(of: Self.judge(address + "&iss=\(Self.issuer)", promised: true)) == "abc")
        #expect(
            try Self.judge(address).checks[3].verdict == .skipped("not sent; the provider does not promise it"))
    }

    /// The order decides what is reported when several things are wrong.
    @Test func judgesInTheOrderOfTheDesign() throws {
        let wrongEverything = "http://evil.example:1/x?state=a&state=b&iss=c&code="
        guard case .wrongRedirect? = try Self.rejection(of: Self.judge(wrongEverything)) else {
            Issue.record("the address comes first")
            return
        }
        let base = Self.origin + "/callback?"
        #expect(try Self.rejection(of: Self.judge(base + "state=a&x=1&x=2")) == .repeated(name: ForeignText("x")))
        #expect(try Self.rejection(of: Self.judge(base + "state=a&iss=c")) == .stateWrong(found: ForeignText("a")))
        #expect(
            try Self.rejection(of: Self.judge(base + "state=\(Self.state)&iss=c"))
                == .issuerWrong(expected: Self.issuer, found: ForeignText("c")))
    }

    @Test func reasonsAreDistinctAndMessagesSafe() {
        let evil = ForeignText("\u{1b}[2J\u{202e}" + String(repeating: "x", count: 60_000))
        let all: [CallbackRejection] =
            CallbackRejection.Part.allCases.map { .wrongRedirect(part: $0, expected: "a", found: evil) } + [
                .notAnAddress, .tooLong, .badEncoding, .repeated(name: evil), .stateMissing, .stateEmpty,
                .stateWrong(found: evil), .issuerMissing, .issuerWrong(expected: Self.issuer, found: evil),
                .codeMissing,
                .codeEmpty, .codeAndError,
            ]
        #expect(Set(all.map(\.reason)).count == 13)
        for rejection in all {
            #expect(rejection.message.utf8.count < 600)
            #expect(rejection.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202e}" })
            #expect(rejection.message.hasSuffix("."))
        }
    }

    // MARK: - Refused

    @Test(arguments: AuthorizationError.Kind.allCases)
    func everyErrorCodeHasItsOwnMessage(kind: AuthorizationError.Kind) throws {
        let code = kind == .other ? "no_users" : kind.rawValue
        let verdict = try Self.judge(Self.origin + "/callback?error=\(code)&state=\(Self.state)")
        guard case .refused(let error, let checks) = verdict else {
            Issue.record("not refused: \(verdict)")
            return
        }
        #expect(error.kind == kind)
        #expect(error.code.isExactly(code))
        #expect(checks.map(\.id) == Self.ids)
        #expect(checks.last?.verdict == .failed)
        #expect(checks.dropLast().allSatisfy { $0.verdict != .failed })
        let others = AuthorizationError.Kind.allCases.filter { $0 != kind }
        #expect(others.allSatisfy { AuthorizationError(code: ForeignText($0.rawValue)).message != error.message })
    }

    @Test func keepsTheProvidersWordsSafeAndShort() throws {
        let words = "%1B%5D52%3Bc%3BQQ%3D%3D%07%E2%80%AE%3Cscript%3E" + String(repeating: "x", count: 50_000)
        let verdict = try Self.judge(
            Self.origin
                + "/callback?error=access_denied&error_description=\(words)&error_uri=https://e/&state=\(Self.state)")
        guard case .refused(let error, _) = verdict else {
            Issue.record("not refused")
            return
        }
        #expect(error.message.contains("\\u{1b}]52;c;QQ==\\u{7}\\u{202e}<script>"))
        #expect(error.message.count < 500)
        #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 })
        #expect(error.uri?.isExactly("https://e/") == true)
        #expect(error.reason == "access_denied")
    }

    @Test func anErrorWithoutWordsIsStillARefusal() throws {
        guard case .refused(let error, _) = try Self.judge(Self.origin + "/callback?error=&state=\(Self.state)") else {
            Issue.record("not refused")
            return
        }
        #expect(error.kind == .other)
        #expect(error.message == "The provider refused without a reason. Start again.")
    }
}
