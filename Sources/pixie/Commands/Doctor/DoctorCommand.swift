import ArgumentParser
import Network
import OAuth
import PixieUI
import Profiles

/// `pixie doctor [PROFILE or ISSUER]`: what works on this machine and at a provider, and why not.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at the terminal, the store, the network and a provider, and say what does not work and why.",
        discussion: """
            It changes nothing. What it stores in a keyring to try it out is removed at once.
            It ends with 0 when all is well, and with 4 when something is wrong.
            """)

    @Argument(
        help: ArgumentHelp(
            "A profile, or the address of a provider; without it the one profile that is meant, if any.",
            valueName: "profile or issuer"), completion: Completions.profiles)
    var target: String?

    @Flag(help: "One JSON object instead of lines.")
    var json = false

    @Flag(help: "Do not ask any provider.")
    var offline = false

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func validate() throws {
        if offline, target != nil { throw ValidationError("--offline asks no provider, so none can be named with it.") }
    }

    func run() throws {
        let shelf = ProfileShelf.read()
        let named = try target.map { try LoginTarget(typed: $0, shelf: shelf) }
        for note in named?.notes ?? [] { Streams.err("pixie: \(note)") }
        let meant = offline ? nil : named ?? shelf.book.meant.map(LoginTarget.init)
        let environment = BrowserEnvironment.current(
            profileCommand: meant?.profile?.browser, usualCommand: SettingsShelf.settings.browser)
        var findings = MainActor.assumeIsolated { TerminalDoctor.findings(environment) }
        findings += DesktopDoctor.findings(environment)
        findings += ProfileDoctor.findings(shelf)
        findings += StoreDoctor(storing.order).findings()
        findings += ProxyDoctor.findings()
        if let meant {
            let file = trust.caFile(over: meant.profile)
            let rules = try meant.profile?.rules() ?? .standard
            let issuer = IssuerDoctor(issuer: meant.issuer, caFile: file, rules: rules)
            let (found, metadata) = issuer.look()
            findings += found
            findings += meant.profile.map { ClientDoctor(profile: $0, rules: rules).findings(metadata) } ?? []
        } else {
            findings.append(
                .note(
                    "clock.issuer", "the time of a provider", "not compared",
                    "no provider was named", "pixie doctor ISSUER"))
        }
        try Streams.answer(json ? [JSONText.write(FindingText.json(findings))] : FindingText.lines(findings))
        if findings.contains(where: \.isWrong) { throw ExitStatus.checkFailed.exitCode }
    }
}
