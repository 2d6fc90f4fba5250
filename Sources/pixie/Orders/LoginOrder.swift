import ArgumentParser
import LoginFlow
import OAuth
import PixieUI
import Presets
import Profiles
import Sessions

/// What `pixie login` was told; as it stands, nothing, as with `pixie` alone.
struct LoginOrder {
    /// A profile, or the address of a provider.
    var target: String?
    var clientID: String?
    var request = RequestOrder()
    /// The client is to be registered first.
    var registration: RegistrationOrder?
    var front = FrontOrder()
    var storing = StoreOrder()
    /// Whether the session is stored.
    var isSaved = true
    /// Whether what the provider says of itself is used from an earlier login, and kept for a later one.
    var isRemembered = true

    /// Whether it can be carried out.
    ///
    /// - Throws: A usage error that says why not.
    func judge() throws {
        let shelf = ProfileShelf.atStart
        if registration != nil { return try judgeRegistration(shelf) }
        if try lacks(shelf) != nil { return }
        _ = try plan(try chosen(from: shelf), proof: nil)
    }

    func run() throws -> ExitStatus {
        let shelf = ProfileShelf.atStart
        shelf.tellMistakes()
        if let lacking = try lacks(shelf) { return try asking(for: lacking, shelf).run() }
        var target = try chosen(from: shelf)
        let registered = try registration.flatMap { registration in
            try target.map { try register($0, registration, shelf) }
        }
        if let registered { target = LoginTarget(registered.profile) }
        let settings = request.settings(over: target?.profile)
        let proof =
            try registered.map(\.proof) ?? settings.proof { () throws(StoreFault) in try StoreAccess(storing).open() }
        let plan = try plan(target, proof: proof).map { try request.keys.proving($0, over: target?.profile) }
        for note in (target?.notes ?? []) + (try settings.provider()?.notices ?? []) { Streams.err("pixie: \(note)") }
        let isOpen = plan == nil && target == nil && clientID == nil && request.provider == nil
        let showsList = isOpen && !shelf.book.profiles.isEmpty
        var login = Login(
            plan: plan,
            prefill: try plan.map { Prefill($0) } ?? prefill(target, secret: proof?.secret, readsProviders: !showsList),
            caFile: settings.caFile, browser: settings.browser, front: front, demo: nil, profile: target?.profile?.name,
            storing: isSaved ? storing : nil)
        login.metadata = isRemembered ? MetadataShelf.live : nil
        if showsList || (isOpen && isSaved) {
            let access = isSaved ? try? StoreAccess(storing) : nil
            let reading: @Sendable () -> [Preset] = { PresetShelf.open().presets }
            let (request, isStepwise, metadata) = (request, front.isStepwise, login.metadata)
            login.picker = MainActor.assumeIsolated {
                let kept = QuietStore { access?.quietly() }
                return PickerStart(
                    rows: FileProfileDesk.rows(of: shelf.book, store: nil),
                    desk: FileProfileDesk(request: request, isStepwise: isStepwise, kept: kept, metadata: metadata),
                    kept: { FileProfileDesk.rows(of: shelf.book, store: kept.store) },
                    providers: showsList ? reading : nil)
            }
        }
        return try login.run()
    }

    /// What a person at the terminal can say where there is no form.
    private enum Lacking { case target, clientID }

    private func lacks(_ shelf: ProfileShelf) throws -> Lacking? {
        guard front.isPlain, !front.isJSON, registration == nil, request.provider == nil, storing.mayAsk,
            Streams.isTerminal(0), PrivateQuestion.isPossible
        else { return nil }
        guard let target = try chosen(from: shelf) else { return .target }
        return (clientID ?? target.profile?.clientID) == nil ? .clientID : nil
    }

    private func asking(for lacking: Lacking, _ shelf: ProfileShelf) throws -> LoginOrder {
        let questions = LoginQuestions(shelf: shelf)
        var order = self
        switch lacking {
        case .target: order.target = questions.target()
        case .clientID: order.clientID = questions.clientID()
        }
        guard order.target != nil, lacking == .target || order.clientID != nil else {
            throw ValidationError("Nothing was said. For a login by options: pixie login ISSUER --client-id ID")
        }
        return order
    }

    private func judgeRegistration(_ shelf: ProfileShelf) throws {
        guard clientID == nil, isSaved else {
            throw ValidationError(
                "--register makes a client and keeps it: it goes with neither --client-id nor --no-save.")
        }
        guard let target, try LoginTarget(typed: target, shelf: shelf).profile == nil else {
            throw ValidationError("--register wants the address of a provider: pixie login ISSUER --register")
        }
    }

    /// What was named is a provider and no profile: that was judged before.
    private func register(
        _ target: LoginTarget, _ registration: RegistrationOrder, _ shelf: ProfileShelf
    ) throws -> (profile: Profile, proof: ClientProof?) {
        try Registering(
            issuer: target.issuer, order: registration, settings: request.settings(over: nil), shelf: shelf,
            storing: storing, canAsk: !isUnattended
        ).run()
    }

    /// What was named, or what is meant where lines are wanted and nothing was.
    private func chosen(from shelf: ProfileShelf) throws -> LoginTarget? {
        if let target {
            try refuseValue(target, shelf)
            return try LoginTarget(typed: target, shelf: shelf)
        }
        guard isUnattended, clientID == nil, request.provider == nil else { return nil }
        return shelf.book.meant.map(LoginTarget.init)
    }

    /// Beside a provider that was named, a mere name is a value of it rather than a profile that there is not.
    private func refuseValue(_ text: String, _ shelf: ProfileShelf) throws {
        guard let id = request.provider, let preset = PresetShelf.open(tells: false).preset(id),
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

    private var isUnattended: Bool { front.isPlain || front.isJSON }

    /// What the form starts with.
    private func prefill(_ target: LoginTarget?, secret: Secret?, readsProviders: Bool) throws -> Prefill {
        var prefill = try request.settings(over: target?.profile)
            .prefill(secret: secret, readsProviders: readsProviders)
        prefill.issuer = target?.issuer.text ?? ""
        prefill.clientID = clientID ?? ""
        prefill.isStepwise = front.isStepwise
        try request.keys.fill(&prefill, over: target?.profile)
        return prefill
    }

    /// `nil` when something is left for the form to ask.
    private func plan(_ target: LoginTarget?, proof: ClientProof?) throws -> LoginPlan? {
        guard target != nil || request.provider != nil, let clientID = clientID ?? target?.profile?.clientID
        else {
            if isUnattended {
                throw ValidationError(
                    target == nil && request.provider == nil
                        ? "Say where to log in: pixie login ISSUER --client-id ID, or the name of a profile."
                        : "Say which client logs in: --client-id ID. The provider gave it when the client was registered."
                )
            }
            return nil
        }
        return try request.settings(over: target?.profile).plan(
            issuer: target?.issuer, clientID: clientID, proof: proof, isStepwise: front.isStepwise)
    }
}
