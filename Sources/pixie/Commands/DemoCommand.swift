import ArgumentParser
import DemoProvider
import LoginFlow
import OAuth
import PixieUI

/// `pixie demo`: a login at a provider inside pixie.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Start a provider inside pixie and walk through a login at it.",
        discussion:
            "Needs no network and no browser. It stops after Discover and after Request, so that you can read them.")

    @Option(help: ArgumentHelp("Scopes, separated by spaces.", valueName: "scopes"))
    var scope = "openid profile email offline_access"

    @OptionGroup var wait: WaitOption

    @OptionGroup(title: "Front-end") var front: FrontOptions

    func run() throws {
        let provider: DemoProvider
        switch DemoStart.run(DemoProviderOptions()) {
        case .success(let started): provider = started
        case .failure(let fault):
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        }
        defer { Blocking.run { await provider.stop() } }
        let front = front.order
        let client: ClientConfiguration
        do {
            client = try ClientConfiguration(
                issuer: try Issuer(provider.issuer), clientID: provider.clientID, clientSecret: nil,
                scopes: scope.split(separator: " ").map(String.init), extraParameters: [])
        } catch let fault as ClientFault {
            throw ValidationError(fault.message)
        }
        let plan = LoginPlan(
            client: client, waitSeconds: wait.timeout ?? Limits.loginWaitSeconds,
            isStepwise: !front.isPlain || front.isStepwise)
        let login = Login(
            plan: plan, prefill: Prefill(plan), caFile: nil, browser: nil, front: front,
            demo: DemoFacts(
                issuer: provider.issuer, username: provider.username, password: Secret(provider.password)),
            profile: nil, storing: nil)
        throw try login.run().exitCode
    }
}
