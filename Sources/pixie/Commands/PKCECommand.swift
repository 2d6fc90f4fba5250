import ArgumentParser
import Network
import OAuth
import PixieUI

/// `pixie pkce`: make a verifier and its challenge, or check a pair.
struct PKCECommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pkce",
        abstract: "Make a code verifier and its S256 challenge, or check your own.",
        discussion: """
            pixie pkce                                make a pair (RFC 7636)
            pixie pkce --length 128                   with a longer verifier
            pixie pkce VERIFIER --challenge CHALLENGE check your work; - reads the verifier from standard input
            pixie pkce --screen                       the same on a screen, where both are pasted
            """)

    @Argument(
        help: ArgumentHelp(
            "A verifier to check, or - for standard input. Arguments can be seen by other programs: use - for a real one.",
            valueName: "verifier"))
    var verifier: String?

    @Option(help: ArgumentHelp("The challenge that belongs to the verifier.", valueName: "challenge"))
    var challenge: String?

    @Option(help: ArgumentHelp("Characters of a new verifier, 43 to 128.", valueName: "characters"))
    var length: Int?

    @Flag(help: "One JSON object instead of lines.")
    var json = false

    @Flag(help: "A screen with a field for each.")
    var screen = false

    func validate() throws {
        if length != nil, verifier != nil {
            throw ValidationError("--length is for a new verifier; the one that is given has its own length.")
        }
        if screen, json || length != nil {
            throw ValidationError("--screen goes with a verifier and a challenge, not with --json or --length.")
        }
        if challenge != nil, verifier == nil, !screen {
            throw ValidationError(
                "--challenge needs the verifier that it belongs to: pixie pkce VERIFIER --challenge …")
        }
    }

    func run() throws {
        if screen, FrontOrder().isPlain {
            try checkByLines()
        } else if screen {
            throw try WorkBench(
                verifier: verifier == "-" ? try standardInput() : verifier ?? "", challenge: challenge ?? ""
            ).run().exitCode
        } else if let verifier {
            try check(verifier == "-" ? try standardInput() : verifier, challenge: challenge)
        } else {
            try make()
        }
    }

    private func make() throws {
        let lines: [String]
        do throws(PKCEFault) {
            lines = try Self.made(length: length ?? CodeVerifier.lengths.lowerBound, isJSON: json)
        } catch {
            throw ValidationError(error.message)
        }
        try Streams.answer(lines)
    }

    /// A new pair, as lines.
    static func made(length: Int, isJSON: Bool) throws(PKCEFault) -> [String] {
        // No more than the longest verifier needs, whatever length was typed.
        var entropy = SystemRandom.bytes(PKCE.entropyNeeded(length: min(length, CodeVerifier.lengths.upperBound)))
        let pair = try PKCE(entropy: &entropy, length: length)
        return isJSON ? [JSONText.write(PKCEText.json(pair))] : PKCEText.lines(pair)
    }

    private func check(_ text: String, challenge: String?) throws {
        let check = PKCECheck(verifier: text, challenge: challenge)
        try Streams.answer(json ? [JSONText.write(PKCEText.json(check))] : PKCEText.lines(check))
        throw check.exitStatus.exitCode
    }

    /// Where screens are of no use the same is asked by lines.
    private func checkByLines() throws {
        let verifier = try verifier.map { $0 == "-" ? try standardInput() : $0 }
        guard let verifier = verifier ?? PrivateQuestion.askOpenly("1 of 2  Verifier: ") else {
            throw ValidationError(WorkBench.instead)
        }
        let challenge = challenge ?? PrivateQuestion.askOpenly("2 of 2  Its challenge (Enter for none): ") ?? ""
        try check(verifier, challenge: challenge.isEmpty ? nil : challenge)
    }

    private func standardInput() throws -> String {
        do throws(FileFault) {
            return try SmallFile.line("-").reveal()
        } catch {
            throw ValidationError(error.message)
        }
    }
}
