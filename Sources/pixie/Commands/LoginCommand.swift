import ArgumentParser
import LoginFlow
import OAuth
import PixieUI

/// `pixie login [ISSUER]`: log in at a provider.
struct LoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Log in at a provider and see what its tokens say.",
        discussion: """
            The address to open is shown; open it in any browser, on any machine. The answer is caught on this machine \
            or pasted. Tokens stay in memory.

            For scripts: pixie login ISSUER --client-id ID --plain --no-browser --json
            """)

    @Argument(
        help: ArgumentHelp(
            "Address of the provider, such as https://login.example.com/realms/acme.",
            valueName: "issuer"))
    var issuer: String?

    @Option(name: .customLong("client-id"), help: ArgumentHelp("Client identifier, as registered.", valueName: "id"))
    var clientID: String?

    @OptionGroup(title: "Request") var request: RequestOptions
    @OptionGroup(title: "Front-end") var front: FrontOptions

    func validate() throws {
        _ = try plan(secret: nil)
    }

    func run() throws {
        let secret = try request.secret()
        let plan = try plan(secret: secret)
        // What was changed of what was typed is told.
        for note in try typedIssuer()?.notes ?? [] { Streams.err("pixie: \(note)") }
        let login = Login(
            plan: plan, prefill: try plan.map { Prefill($0) } ?? prefill(secret: secret), caFile: request.caFile,
            front: front, demo: nil)
        throw try login.run().exitCode
    }

    /// What the form starts with.
    private func prefill(secret: Secret?) throws -> Prefill {
        var prefill = try request.prefill(secret: secret)
        prefill.issuer = issuer ?? ""
        prefill.clientID = clientID ?? ""
        prefill.isStepwise = front.step
        return prefill
    }

    private func typedIssuer() throws -> (issuer: Issuer, notes: [String])? {
        guard let issuer else { return nil }
        do throws(IssuerFault) {
            return try Issuer.read(typed: issuer)
        } catch {
            throw ValidationError(error.message)
        }
    }

    /// `nil` when something is left for the form to ask.
    private func plan(secret: Secret?) throws -> LoginPlan? {
        guard let chosen = try typedIssuer()?.issuer, let clientID else {
            if front.isPlain || front.json {
                throw ValidationError(
                    issuer == nil
                        ? "Say where to log in: pixie login ISSUER --client-id ID."
                        : "Say which client logs in: --client-id ID. The provider gave it when the client was registered."
                )
            }
            return nil
        }
        return try request.plan(issuer: chosen, clientID: clientID, secret: secret, isStepwise: front.step)
    }
}
