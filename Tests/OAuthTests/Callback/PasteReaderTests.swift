import OAuth
import Testing

@Suite struct PasteReaderTests {
    private static let state = "b3mKq9_state-7c8E"
    private static let good = "http://127.0.0.1:8400/callback?code=abc123&state=b3mKq9_state-7c8E"
    private static let authorize =
        "https://login.example.com/authorize?response_type=code&client_id=cli&redirect_uri="
        + "http%3A%2F%2F127.0.0.1%3A8400%2Fcallback&state=b3mKq9_state-7c8E&code_challenge=x"

    private static func read(_ raw: String, redirect: String = "http://127.0.0.1:8400/callback") throws -> PasteReading
    {
        PasteReader.read(
            raw, redirect: try RedirectURI(redirect), authorization: try WebAddress(authorize),
            issuer: try Issuer("https://login.example.com"), state: Secret(state))
    }

    // MARK: - What becomes the whole address

    @Test(arguments: [
        good, "  \(good)\n", "\t\(good) \r\n",
        // Terminals and editors.
        "\u{1b}[4m\(good)\u{1b}[0m", "\u{1b}]8;;x\u{1b}\\\(good)\u{1b}]8;;\u{07}", "\u{9b}1m\(good)\u{1b}(B",
        "\u{feff}\(good)\u{200b}",
        "http://127.0.0.1:8400/call\u{ad}back?code=abc123\u{200b}&state=b3mKq9_\u{202a}state-7c8E",
        "\u{a0}\(good)\u{a0}", "│ \(good) │", "> \(good)", "> > \(good)", "| \(good) |",
        "http://127.0.0.1:8400/callback?co\nde=abc123&state=b3mKq9_\nstate-7c8E",
        "http://127.0.0.1:8400/callback?co\r\nde=abc123&state=b3mKq9_\r\nstate-7c8E\r\n",
        "│ http://127.0.0.1:8400/callback?code=ab │\n│ c123&state=b3mKq9_state-7c8E            │",
        "> http://127.0.0.1:8400/callback?code=abc123&\n> state=b3mKq9_state-7c8E",
        "   http://127.0.0.1:8400/callback?code=abc123\n   &state=b3mKq9_state-7c8E",
        "ht\ntp://127.0.0.1:8400/callback?code=abc123&state=b3mKq9_state-7c8E",
        // Quotes and brackets.
        "\"\(good)\"", "'\(good)'", "<\(good)>", "`\(good)`", "(\(good))", "[\(good)]", "\u{201c}\(good)\u{201d}",
        "\(good).", "\(good),", "\(good);", "\(good))", "\(good)].", "The address is \(good), I think.",
        "[here](\(good))", "[\(good)](\(good))", "<a href=\"\(good)\">",
        // Commands and logs.
        "curl '\(good)'", "curl \"\(good)\" -H 'Accept: */*'",
        "curl '\(good)' \\\n  -H 'User-Agent: x' \\\n  --compressed",
        "curl \(good.split(separator: "&").joined(separator: "\\&"))",
        "curl http://127.0.0.1:8400/callback\\?code\\=abc123\\&state\\=b3mKq9_state-7c8E",
        "curl \"http://127.0.0.1:8400/callback?code=abc123^&state=b3mKq9_state-7c8E\"",
        "GET \(good) HTTP/1.1", "GET /callback?code=abc123&state=b3mKq9_state-7c8E HTTP/1.1\nHost: 127.0.0.1:8400",
        "Location: \(good)", "HTTP/1.1 302 Found\r\nLocation: \(good)\r\nContent-Length: 0\r\n\r\n",
        "location:\(good)", "Location: /callback?code=abc123&state=b3mKq9_state-7c8E", "Referer: \(good)",
        "Request URL: \(good)\nRequest Method: GET", "Request URL:\n\(good)",
        "{\"request\": {\"method\": \"GET\", \"url\": \"\(good)\"}}",
        "\"url\": \"http:\\/\\/127.0.0.1:8400\\/callback?code=abc123\\u0026state=b3mKq9_state-7c8E\"",
        "This site can\u{2019}t be reached\n127.0.0.1 refused to connect.\n\(good)\nERR_CONNECTION_REFUSED",
        "Unable to connect\nFirefox can\u{2019}t establish a connection to the server at 127.0.0.1:8400.\n\n\(good)",
        // Escapes.
        "http://127.0.0.1:8400/callback?code=abc123&amp;state=b3mKq9_state-7c8E",
        "http://127.0.0.1:8400/callback?code=abc123&#38;state=b3mKq9_state-7c8E",
        "http://127.0.0.1:8400/callback?code=abc123\\u0026state=b3mKq9_state-7c8E",
        "http%3A%2F%2F127.0.0.1%3A8400%2Fcallback%3Fcode%3Dabc123%26state%3Db3mKq9_state-7c8E",
        // Parts.
        "127.0.0.1:8400/callback?code=abc123&state=b3mKq9_state-7c8E", "/callback?code=abc123&state=b3mKq9_state-7c8E",
        "callback?code=abc123&state=b3mKq9_state-7c8E", "?code=abc123&state=b3mKq9_state-7c8E",
        "code=abc123&state=b3mKq9_state-7c8E", "&code=abc123&state=b3mKq9_state-7c8E",
        "#code=abc123&state=b3mKq9_state-7c8E", "http://127.0.0.1:8400/callback#code=abc123&state=b3mKq9_state-7c8E",
        "/callback#code=abc123&state=b3mKq9_state-7c8E", "code=abc123&\nstate=b3mKq9_state-7c8E",
        // Several: ours counts.
        "http://127.0.0.1:8400/callback?code=old&state=old\n\(good)",
        "\(good) http://127.0.0.1:8400/callback?code=old&state=old",
        "\(authorize.replacing("b3mKq9_state-7c8E", with: "other"))\n\(good)",
        "<html><body><a href=\"\(good)\">x</a></body></html>",
        "\(good)\n\(good)", "\(good)\nDone", "\(good)\n$", "\(good)\nuser@host:~$",
    ])
    func findsTheAddress(raw: String) throws {
        #expect(try Self.read(raw).kind == .callback(Self.good))
        #expect(try Self.read(raw).message == nil)
    }

    @Test func saysWhatItChanged() throws {
        #expect(try Self.read(Self.good).changes == [])
        let table: [(String, String)] = [
            ("\u{1b}[1m\(Self.good)", "control sequences"), ("\u{200b}\(Self.good)", "Invisible"),
            ("│ \(Self.good) │", "Margins"), ("Request:\(Self.good)", "text around it"),
            ("?code=abc123&state=b3mKq9_state-7c8E", "completed"), ("127.0.0.1:8400/callback?code=a&state=b", "scheme"),
            ("#code=abc123&state=b3mKq9_state-7c8E", "fragment"), ("\(Self.good.dropLast(4))\n7c8E", "joined"),
            ("http://127.0.0.1:8400/callback?code=a%252Fb&state=b3mKq9_state-7c8E", "%25xx"),
            ("http%3A%2F%2F127.0.0.1%3A8400%2Fcallback%3Fcode%3Da%26state%3Db", "decoded once"),
            ("http://127.0.0.1:8400/callback?code=a&amp;state=b", "&amp;"),
        ]
        for (raw, word) in table {
            let changes = try Self.read(raw).changes
            #expect(changes.contains { $0.contains(word) }, "\(word): \(changes)")
        }
    }

    @Test func takesCodeAndStateFromAPage() throws {
        let reading = try Self.read("code-with/chars+1#b3mKq9_state-7c8E")
        #expect(
            reading.kind
                == .callback("http://127.0.0.1:8400/callback?code=code-with%2Fchars%2B1&state=b3mKq9_state-7c8E"))
        // Of another login: the judge refuses its state.
        #expect(try Self.read("code-with-chars#some-other-state").kind.isCallback)
        #expect(try Self.read("some-code#b3mKq9_st\nate-7c8E").kind.isCallback)
    }

    @Test func neverDecodesTwice() throws {
        let raw = "http://127.0.0.1:8400/callback?code=a%2526b&state=b3mKq9_state-7c8E"
        #expect(try Self.read(raw).kind == .callback(raw))
    }

    @Test func keepsDuplicatesForTheJudge() throws {
        let raw = "http://127.0.0.1:8400/callback?code=a&code=b&state=b3mKq9_state-7c8E"
        #expect(try Self.read(raw).kind == .callback(raw))
    }

    @Test func joinsAWrapInTheLastParameter() throws {
        let raw = Self.good + "&iss=https%3A%2F%2Flogi\nn.example.com"
        #expect(try Self.read(raw).kind == .callback(Self.good + "&iss=https%3A%2F%2Flogin.example.com"))
    }

    @Test(arguments: [
        ("com.example.app:/cb", "com.example.app:/cb?code=a1&state=b3mKq9_state-7c8E"),
        ("myapp://callback", "myapp://callback?code=a1&state=b3mKq9_state-7c8E"),
        ("https://app.example/cb?own=1", "https://app.example/cb?own=1&code=a1&state=b3mKq9_state-7c8E"),
        ("http://[::1]:8400/callback", "http://[::1]:8400/callback?code=a1&state=b3mKq9_state-7c8E"),
    ])
    func worksForEveryKindOfRedirect(redirect: String, address: String) throws {
        #expect(try Self.read("see <\(address)>.", redirect: redirect).kind == .callback(address))
        #expect(try Self.read("code=a1&state=b3mKq9_state-7c8E", redirect: redirect).kind == .callback(address))
    }

    // MARK: - What goes to the judge though it is wrong

    @Test(arguments: [
        "http://127.0.0.1:8400/callback", "http://127.0.0.1:8400/other?code=a&state=b",
        "http://127.0.0.1:8400/callback?code=a",
        "http://127.0.0.1:9999/callback?code=a&state=old", "http://localhost:8400/callback?error=access_denied&state=x",
        "https://other.example/cb?code=a&state=b", "code=abc123", "?error=access_denied", "state=abc&code=",
        "http://127.0.0.1:8400/callback?code=abc123&state=b3mKq9_state-7c8E#code=x",
    ])
    func leavesTheVerdictToTheJudge(raw: String) throws {
        #expect(try Self.read(raw).kind.isCallback)
    }

    // MARK: - What is answered at once

    @Test(arguments: [
        ("", PasteReading.Kind.empty), ("   \n\t\r\n", .empty), ("\u{1b}[0m\u{200b}", .empty), ("│ │", .empty),
        (authorize, .authorizationAddress),
        ("<\(authorize.replacing("b3mKq9_state-7c8E", with: "old"))>", .authorizationAddress),
        ("https://login.example.com/authorize", .authorizationAddress),
        ("https://login.example.com/u/login?state=hKFo2SBx", .providerPage(host: ForeignText("login.example.com"))),
        ("https://login.example.com", .providerPage(host: ForeignText("login.example.com"))),
        ("abcDEF123456", .bareCode), ("4/0AX4XfWh-xyz_1", .bareCode), ("\"abcDEF123456\"", .notAnAddress),
        ("SplxlOBeZQQYbYS6WxSbIA", .bareCode),
        ("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", .token),
        ("Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", .token),
        ("eyJhbGciOiJSUzI1NiJ9\n.eyJzdWIiOiIxIn0.c2ln", .token), ("eyJhbGciOiJSU0EtT0FFUCJ9.a.b.c.d", .token),
        ("Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", .token),
        ("{\"access_token\": \"x\", \"token_type\": \"Bearer\"}", .token),
        ("<!DOCTYPE html><html><head></head></html>", .html),
        ("<html>\n<body>\n<a href=\"https://x.example/\">x</a>", .html),
        ("https://www.example.org/page?x=secret", .otherAddress(ForeignText("https://www.example.org"))),
        ("hello there", .notAnAddress), ("hello", .notAnAddress), ("127.0.0.1 refused to connect.", .notAnAddress),
        ("example.org/help#contact-us", .notAnAddress), ("me@example.com", .notAnAddress), ("日本語", .notAnAddress),
        ("javascript:alert(1)", .notAnAddress),
    ])
    func tellsWhatItIs(raw: String, kind: PasteReading.Kind) throws {
        let reading = try Self.read(raw)
        #expect(reading.kind == kind)
        #expect((reading.message == nil) == (kind == .empty))
    }

    @Test func namesTheHostsInItsSentence() throws {
        #expect(
            try Self.read("https://login.example.com/x").message
                == "Still on login.example.com: not finished. When the browser shows 127.0.0.1:8400, copy that.")
        #expect(
            try Self.read(Self.authorize).message
                == "That is the address to open. Sign in, then copy the one you end up on.")
    }

    @Test func neverEchoesATokenOrACode() throws {
        for raw in ["eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "abcDEF123456", Self.good] {
            let reading = try Self.read(raw)
            var dumped = ""
            dump(reading, to: &dumped)
            for text in [dumped, "\(reading)", reading.message ?? ""] + reading.changes {
                #expect(!text.contains("eyJ") && !text.contains("abcDEF") && !text.contains("abc123"))
            }
        }
    }

    // MARK: - Bounds

    @Test func boundsALongPaste() throws {
        let flood = String(repeating: "x ", count: 1 << 20)
        #expect(try Self.read(flood).kind == .tooLong)
        #expect(try Self.read(Self.good + "\n" + flood).kind == .callback(Self.good))
        #expect(try Self.read(flood + Self.good).kind == .tooLong)
    }

    @Test(arguments: [
        ")", "http://", "\n", "a\n", "\u{1b}]", "&", "](", "code=", "#", "&amp", "a.", "\u{301}", "<", "?code=a ",
        "http://127.0.0.1:8400/callback?state=b3mKq9_state-7c8E\n",
    ])
    func survivesAFloodOf(piece: String) throws {
        let flood = String(repeating: piece, count: Limits.paste / 4 / piece.utf8.count)
        let took = try ContinuousClock().measure { _ = try Self.read(flood) }
        // Only against work that grows with the square of the length.
        #expect(took < .seconds(60))
    }

    @Test func survivesEveryScalarAndCut() throws {
        for value in Array(UInt32(0)..<0x100) + Array(stride(from: 0x100, to: 0x3000, by: 61)) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            _ = try Self.read("\u{1b}" + String(scalar) + "http://h/" + String(scalar))
        }
        for length in stride(from: 0, through: Self.good.count, by: 3) {
            _ = try Self.read(String(Self.good.prefix(length)))
            _ = try Self.read(String(Self.good.suffix(length)))
        }
    }
}

extension PasteReading.Kind {
    fileprivate var isCallback: Bool {
        if case .callback = self { true } else { false }
    }
}

extension PasteReaderTests {
    @Test(arguments: ["about:blank", "about:neterror", "chrome-error://chromewebdata/", "file:///tmp/page.html"])
    func aPageThatABrowserMadeItselfIsNoCode(address: String) throws {
        #expect(try Self.read(address).kind != .bareCode)
    }
}
