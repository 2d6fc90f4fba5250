import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Presets
import Profiles

/// `pixie login [PROFILE or ISSUER]`: log in at a provider.
struct LoginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login",
        abstract: "Log in at a provider and see what its tokens say.",
        discussion: """
            The address to open is shown; open it in any browser, on any machine. The answer is caught on this machine \
            or pasted. The session is stored encrypted, unless --no-save says otherwise.

            For scripts: pixie login ISSUER --client-id ID --plain --no-browser --json
            """)

    @Argument(
        help: ArgumentHelp(
            "A profile, or the address of a provider such as https://login.example.com/realms/acme.",
            valueName: "profile or issuer"), completion: Completions.profiles)
    var target: String?

    @Option(name: .customLong("client-id"), help: ArgumentHelp("Client identifier, as registered.", valueName: "id"))
    var clientID: String?

    @OptionGroup(title: "Request") var request: RequestOptions
    @OptionGroup(title: "Registration") var registration: RegisterOptions
    @OptionGroup(title: "Front-end") var front: FrontOptions

    @OptionGroup(title: "Store") var storing: StoreOptions

    @Flag(name: .customLong("list-providers"), help: "Show the providers that are known by name, or what one needs.")
    var listProviders = false

    @Flag(name: .customLong("no-save"), help: "Keep the session in memory only.")
    var noSave = false

    @Flag(
        name: .customLong("no-cache"),
        help: "Ask the provider for its metadata before anything else, and remember nothing of it.")
    var noCache = false

    func validate() throws {
        if listProviders { return }
        // Whether it can be carried out, before anything is asked or opened. What is wrong is told when it runs.
        let shelf = ProfileShelf.atStart
        if registration.register { return try judgeRegistration(shelf) }
        _ = try plan(try chosen(from: shelf), secret: nil)
    }

    func run() throws {
        if listProviders { return try showProviders() }
        let shelf = ProfileShelf.atStart
        shelf.tellMistakes()
        var target = try chosen(from: shelf)
        let registered = try registration.register ? target.map { try register($0, shelf) } : nil
        if let registered { target = LoginTarget(registered.profile) }
        let settings = request.settings(over: target?.profile)
        let secret = try registered.map(\.secret) ?? settings.secret { try StoreAccess(storing).open() }
        let plan = try plan(target, secret: secret).map { try request.keys.proving($0, over: target?.profile) }
        for note in (target?.notes ?? []) + (try settings.provider()?.notices ?? []) { Streams.err("pixie: \(note)") }
        let showsList =
            plan == nil && target == nil && clientID == nil && request.named.provider == nil
            && !shelf.book.profiles.isEmpty
        var login = Login(
            plan: plan,
            prefill: try plan.map { Prefill($0) } ?? prefill(target, secret: secret, readsProviders: !showsList),
            caFile: settings.caFile, browser: settings.browser, front: front, demo: nil, profile: target?.profile?.name,
            storing: noSave ? nil : storing)
        login.metadata = noCache ? nil : MetadataShelf.live
        if showsList {
            let access = noSave ? nil : try? StoreAccess(storing)
            let (request, isStepwise, metadata) = (request, front.step, login.metadata)
            login.picker = MainActor.assumeIsolated {
                let kept = QuietStore { access?.quietly() }
                return PickerStart(
                    rows: FileProfileDesk.rows(of: shelf.book, store: nil),
                    desk: FileProfileDesk(request: request, isStepwise: isStepwise, kept: kept, metadata: metadata),
                    kept: { FileProfileDesk.rows(of: shelf.book, store: kept.store) },
                    providers: { PresetShelf.open().presets })
            }
        }
        throw try login.run().exitCode
    }

    private func judgeRegistration(_ shelf: ProfileShelf) throws {
        guard clientID == nil, !noSave else {
            throw ValidationError(
                "--register makes a client and keeps it: it goes with neither --client-id nor --no-save.")
        }
        guard let target, try LoginTarget(typed: target, shelf: shelf).profile == nil else {
            throw ValidationError("--register wants the address of a provider: pixie login ISSUER --register")
        }
    }

    /// What was named is a provider and no profile: that was judged before.
    private func register(
        _ target: LoginTarget, _ shelf: ProfileShelf
    ) throws -> (profile: Profile, secret: Secret?) {
        try Registering(
            issuer: target.issuer, options: registration, settings: request.settings(over: nil), shelf: shelf,
            storing: storing, canAsk: !isUnattended
        ).run()
    }

    /// What was named, or what is meant where lines are wanted and nothing was.
    private func chosen(from shelf: ProfileShelf) throws -> LoginTarget? {
        if let target {
            try refuseValue(target, shelf)
            return try LoginTarget(typed: target, shelf: shelf)
        }
        guard isUnattended, clientID == nil, request.named.provider == nil else { return nil }
        return shelf.book.meant.map(LoginTarget.init)
    }

    /// Beside a provider that was named, a mere name is a value of it rather than a profile that there is not.
    private func refuseValue(_ text: String, _ shelf: ProfileShelf) throws {
        guard let id = request.named.provider, let preset = PresetShelf.open(tells: false).preset(id),
            !preset.values.contains(where: { $0.kind == .issuer }),
            !text.utf8.contains(where: { ":/".utf8.contains($0) }),
            shelf.book.profiles.allSatisfy({ $0.name.text != text })
        else { return }
        let shown = ForeignText(text).safe(limit: 80)
        let ways = preset.needed().filter { $0.standard == nil }.map { "--set \($0.name)=\($0.example)" }
        throw ValidationError(
            "\(shown) is neither a profile nor an address. "
                + (ways.isEmpty
                    ? "\(preset.name) needs none: leave it out."
                    : "What \(preset.name) wants to know is given with \(ways.joined(separator: " "))."))
    }

    private var isUnattended: Bool { front.isPlain || front.json }

    /// What the form starts with.
    private func prefill(_ target: LoginTarget?, secret: Secret?, readsProviders: Bool) throws -> Prefill {
        var prefill = try request.settings(over: target?.profile)
            .prefill(secret: secret, readsProviders: readsProviders)
        prefill.issuer = target?.issuer.text ?? ""
        prefill.clientID = clientID ?? ""
        prefill.isStepwise = front.step
        try request.keys.fill(&prefill, over: target?.profile)
        return prefill
    }

    /// `nil` when something is left for the form to ask.
    private func plan(_ target: LoginTarget?, secret: Secret?) throws -> LoginPlan? {
        guard target != nil || request.named.provider != nil, let clientID = clientID ?? target?.profile?.clientID
        else {
            if isUnattended {
                throw ValidationError(
                    target == nil && request.named.provider == nil
                        ? "Say where to log in: pixie login ISSUER --client-id ID, or the name of a profile."
                        : "Say which client logs in: --client-id ID. The provider gave it when the client was registered."
                )
            }
            return nil
        }
        return try request.settings(over: target?.profile).plan(
            issuer: target?.issuer, clientID: clientID, secret: secret, isStepwise: front.step)
    }

    private func showProviders() throws {
        let book = PresetShelf.open()
        book.tellMistakes()
        if front.json { return try Streams.answer([JSONText.write(ProviderList.json(book))]) }
        guard let id = request.named.provider else { return try Streams.answer(ProviderList.lines(book)) }
        guard let preset = book.preset(id) else { throw ValidationError(book.unknownOrMisspelt(id)) }
        try Streams.answer(ProviderList.lines(preset))
    }
}
