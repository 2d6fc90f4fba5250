import ArgumentParser
import Network
import OAuth
import PixieUI

/// `pixie inspect`: decode, explain and verify any token.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Decode and explain a token; verify its signature with --jwks or --issuer.",
        discussion: """
            pixie inspect token.txt
            pixie inspect - --issuer https://login.example.com < token.txt
            Without --jwks and --issuer nothing is sent anywhere, and nothing is called valid.
            pixie inspect --introspect acme   asks the provider about the access token of a stored session
            """)

    @Argument(help: ArgumentHelp("File with the token; - or nothing for standard input.", valueName: "file"))
    var file = "-"

    @Option(help: ArgumentHelp("Key set to verify with: a file or an address.", valueName: "file-or-address"))
    var jwks: String?

    @Option(help: ArgumentHelp("Provider whose keys verify the token; iss must be it.", valueName: "issuer"))
    var issuer: String?

    @Option(
        name: .customLong("decryption-key-file"),
        help: ArgumentHelp("File with private keys (PEM or JWK set, mode 600) that open it.", valueName: "file"))
    var decryptionKeyFile: String?

    @Option(
        help: ArgumentHelp("Ask the provider of a stored session about its access token.", valueName: "profile"))
    var introspect: String?

    @Flag(help: "One JSON object instead of lines.")
    var json = false

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func validate() throws {
        if introspect != nil, jwks != nil || issuer != nil || file != "-" {
            throw ValidationError("--introspect asks about a stored session: it goes with no file, --jwks or --issuer.")
        }
        if jwks != nil, issuer != nil {
            throw ValidationError("--jwks and --issuer do not go together: an issuer has its own keys.")
        }
        if jwks == "-", file == "-" {
            throw ValidationError("Standard input cannot be the token and the key set. Give one of them as a file.")
        }
        if trust.caFile != nil, issuer == nil, jwks == nil, introspect == nil {
            throw ValidationError("--ca-file is for --issuer and --jwks: without them nothing is fetched.")
        }
        _ = try keySource()
    }

    func run() throws {
        if let introspect {
            throw try SessionIntrospection(
                profile: introspect, caFile: trust.caFile, json: json, storing: storing.order
            )
            .run().exitCode
        }
        let source = try keySource()
        let keys = try decryptionKeyFile.map { file in
            try KeyOrder.read(file, "--decryption-key-file") { (file) throws(KeyFileFault) in
                try file.decryptionKeys()
            }
        }
        let text = try token()
        var inspection: Inspection
        do throws(JWEFault) {
            inspection = try Inspection.opening(text, with: keys ?? [], now: Self.now)
        } catch {
            Streams.err("pixie: \(error.message)")
            throw ExitStatus.checkFailed.exitCode
        }
        if inspection.kind == .empty {
            throw ValidationError(
                "There is no token in \(SmallFile.name(file)). Give a file with one, or pipe one in.")
        }
        if let jwt = inspection.jwt, let source {
            switch SlowWork.run("fetching the keys", { Blocking.value { await source.load() } }) {
            case .failure(let trouble):
                Streams.err("pixie: \(trouble.message)")
                throw trouble.exitStatus.exitCode
            case .success(let found):
                inspection = inspection.judged(
                    by: SignatureCheck.verify(jwt, with: found.keys, allowed: found.allowed), issuer: found.issuer)
            }
        }
        try Self.show(inspection, isJSON: json)
        throw InspectText.exitStatus(inspection, wantsProof: jwks != nil || issuer != nil).exitCode
    }

    static func show(_ inspection: Inspection, isJSON: Bool) throws {
        if isJSON { return try Streams.answer([JSONText.write(InspectText.json(inspection))]) }
        try Streams.answer(blocks: InspectText.blocks(inspection, width: Streams.width(of: 1) ?? 100))
    }

    static var now: Timestamp { SystemClock.now().wall }

    private func token() throws -> String {
        file == "-" && Streams.isTerminal(0) ? try typed() : try Self.read(file)
    }

    static func read(_ file: String) throws -> String {
        do throws(FileFault) {
            let bytes = try SmallFile.read(file, limit: Limits.inspectorToken)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            Streams.err("pixie: \(error.message)")
            throw ExitStatus.other.exitCode
        }
    }

    /// A paste at the terminal, which may be longer than a terminal's own line.
    private func typed() throws -> String {
        switch TypedLine.read("Paste the token and press Enter:", limit: Limits.inspectorToken) {
        case .line(let text): return text
        case .ended: return ""
        case .interrupted(let signal): throw signal.exitStatus.exitCode
        }
    }

    private func keySource() throws -> KeySource? {
        if let jwks {
            guard jwks.hasPrefix("https://") || jwks.hasPrefix("http://") else { return .file(jwks) }
            do throws(EndpointFault) {
                return .address(try Endpoint(jwks), caFile: trust.caFile)
            } catch {
                throw ValidationError("--jwks: \(error.message)")
            }
        }
        guard let issuer else { return nil }
        do throws(IssuerFault) {
            return .issuer(try Issuer.read(typed: issuer).issuer, caFile: trust.caFile)
        } catch {
            throw ValidationError("--issuer: \(error.message)")
        }
    }
}
