import ArgumentParser
import PixieUI
import Presets

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
        try order.judge()
    }

    func run() throws {
        if listProviders { return try showProviders() }
        throw try order.run().exitCode
    }

    var order: LoginOrder {
        LoginOrder(
            target: target, clientID: clientID, request: request.order, registration: registration.order,
            front: front.order, storing: storing.order, isSaved: !noSave, isRemembered: !noCache)
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
