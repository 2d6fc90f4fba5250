import OAuth
import Testing

/// What five published guides to PKCE say and do, tried on pixie; see the article "PKCE by example".
@Suite struct ExampleTests {
    private static let redirect = "http://127.0.0.1:49152/callback"
    private static let state = "b3mVxUo4QmZ0w8m7hX2zJ7d0v5o3m9YkQ2sV1nT6c8E"

    private static func judge(_ address: String, state: String = state) throws -> CallbackVerdict {
        CallbackJudge.judge(
            address,
            expecting: CallbackExpectation(
                redirect: try RedirectURI(redirect), state: Secret(state), issuer: "https://login.example.com",
                issuerParameterPromised: false))
    }

    private static func rejection(_ verdict: CallbackVerdict) -> String? {
        guard case .rejected(let rejection, _) = verdict else { return nil }
        return rejection.reason
    }

    /// Octets that are the same in each run.
    private struct Dice {
        var state: UInt64

        mutating func octets(_ count: Int) -> [UInt8] {
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 40)
            }
        }
    }

    @Test(arguments: [0, 30, 42, 129])
    func theErrorNamesTheLimitsAndTheLength(length: Int) {
        let words = "Code verifier length must be between 43 and 128, got \(length)"
        #expect(PKCEFault.length(length).message.hasPrefix(words))
    }

    /// The guide of the Banno Consumer API: 60 random octets in hexadecimal.
    @Test func sixtyOctetsInHexadecimalAreAVerifier() throws {
        var dice = Dice(state: 1)
        let text = dice.octets(60).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(text.count == 120)
        #expect(try CodeVerifier(text).secret.count == 120)
    }

    /// The Python article: 64 random octets in standard base64, with line ends and padding.
    @Test func sixtyFourOctetsInStandardBase64AreNoVerifier() {
        var dice = Dice(state: 2)
        for _ in 0..<500 {
            let text = Base64.encode(dice.octets(64))
            let lines = String(text.prefix(76)) + "\n" + String(text.dropFirst(76)) + "\n"
            #expect(lines.count == 90)
            #expect(throws: PKCEFault.self) { try CodeVerifier(lines) }
            #expect(throws: PKCEFault.self) { try CodeVerifier(text) }
        }
    }

    /// The Python article, made to run: base64 of the hexadecimal digest, 88 characters with the padding.
    @Test func theChallengeFromTheHexDigestIsNamed() {
        let hex = "936a185caaa266bb9cbe981e9e05cb78cd732b0b3280eb944412bb6f8f8f07af"
        let challenge = Base64.encode(hex.utf8)
        #expect(challenge.count == 88)
        #expect(challenge.hasSuffix("=="))
        #expect(
            ChallengeDiagnosis(challenge: challenge, of: "helloworld") == .explained([.encodedHexDigest]))
    }

    /// The MicroAuth page: base64 of 32 octets, everything but letters and digits deleted, cut to 43. The first 42
    /// characters are any of 64; one of the two signs among them makes the text too short: 1 - (62/64)^42.
    @Test func verifiersWithTheirSignsDeletedAreTooShortInThreeOfFourCases() {
        let exact = 1 - (0..<42).reduce(1.0) { product, _ in product * 62 / 64 }
        #expect(abs(exact - 0.7364) < 0.00005)
        var dice = Dice(state: 3)
        let runs = 20_000
        var short = 0
        for _ in 0..<runs {
            let text = Base64.encode(dice.octets(32)).filter { $0.isLetter || $0.isNumber }.prefix(43)
            let isVerifier = (try? CodeVerifier(String(text))) != nil
            #expect(isVerifier == (text.count == 43))
            if !isVerifier { short += 1 }
        }
        // Five standard deviations.
        #expect(abs(Double(short) / Double(runs) - exact) < 5 * (exact * (1 - exact) / Double(runs)).squareRoot())
    }

    /// What pixie does instead never is too short, and every character of the alphabet is as likely as the others.
    @Test func cuttingBase64URLBiasesNothing() throws {
        var counts: [Character: Int] = [:]
        var dice = Dice(state: 4)
        for _ in 0..<3000 {
            var entropy = Entropy(dice.octets(33))
            let text = try PKCE(entropy: &entropy).verifier.secret.reveal()
            #expect(text.count == 43)
            for character in text { counts[character, default: 0] += 1 }
        }
        #expect(counts.count == 64)
        let mean = Double(3000 * 43) / 64
        // Six standard deviations of a count.
        #expect(counts.values.allSatisfy { abs(Double($0) - mean) < 6 * mean.squareRoot() })
    }

    /// The SDK guide compares `null` with `null` when neither side has a state, and goes on.
    @Test func noStateOnEitherSideIsNoMatch() throws {
        #expect(Self.rejection(try Self.judge(Self.redirect + "?code=EVIL", state: "")) == "state_missing")
        #expect(Self.rejection(try Self.judge(Self.redirect + "?code=EVIL&state=", state: "")) == "state_empty")
        #expect(Self.rejection(try Self.judge(Self.redirect + "?code=EVIL")) == "state_missing")
    }

    /// The SDK guide takes an answer with `error` for one with the code `null`.
    @Test func anErrorIsNeverACode() throws {
        guard case .refused(let error, _) = try Self.judge(Self.redirect + "?error=access_denied&state=" + Self.state)
        else {
            Issue.record("an error was not taken for a refusal")
            return
        }
        #expect(error.code.isExactly("access_denied"))
    }

    /// The SDK guide splits at `?`: a second one, a fragment or a repeated name changes what is read, and `+` is lost.
    @Test(arguments: [
        ("?code=x&state=\(state)?", "state_mismatch"), ("?x=?&code=x&state=\(state)", nil),
        ("?code=x&state=\(state)#_=_", nil), ("?code=x&state=\(state)#code=y", "redirect_mismatch"),
        ("?code=x&code=y&state=\(state)", "repeated_parameter"),
        ("?state=wrong&code=x&state=\(state)", "repeated_parameter"),
    ])
    func theQueryIsReadAsOne(query: String, reason: String?) throws {
        #expect(Self.rejection(try Self.judge(Self.redirect + query)) == reason)
    }

    @Test func aPlusInACodeSurvivesWhenItIsEncoded() throws {
        guard case .accepted(let callback) = try Self.judge(Self.redirect + "?code=a%2Bb%20c&state=" + Self.state)
        else {
            Issue.record("not accepted")
            return
        }
        #expect(callback.code.reveal() == "a+b c")
    }

    /// The SDK guide never compares the address with the redirect URI.
    @Test(arguments: [
        "https://127.0.0.1:49152/callback", "http://127.0.0.1:49153/callback", "http://localhost:49152/callback",
        "http://127.0.0.1:49152/other", "myapp://callback",
    ])
    func anotherAddressIsNoAnswer(address: String) throws {
        #expect(Self.rejection(try Self.judge(address + "?code=x&state=" + Self.state)) == "redirect_mismatch")
    }

    @Test func aCustomSchemeIsARedirectURI() throws {
        let expectation = CallbackExpectation(
            redirect: try RedirectURI("myapp://callback"), state: Secret(Self.state),
            issuer: "https://login.example.com", issuerParameterPromised: false)
        let verdict = CallbackJudge.judge("myapp://callback?code=AUTH_CODE&state=" + Self.state, expecting: expectation)
        guard case .accepted(let callback) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(callback.code.reveal() == "AUTH_CODE")
    }
}
