import ArgumentParser
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie resume [PROFILE]`: go on with a login that was left waiting.
struct ResumeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a login that was left waiting, from any shell.",
        discussion: """
            A closed terminal, a dropped line or a crash does not end a login: as long as it waits, its answer can be \
            caught at the same port or pasted here, also the address of a tab that found nobody listening.
            """)

    @Argument(
        help: ArgumentHelp(
            "A profile, or the host of an issuer; not needed when one login waits.", valueName: "profile"))
    var profile: String?

    @Option(name: .customLong("ca-file"), help: ArgumentHelp("PEM file with more trust roots.", valueName: "file"))
    var caFile: String?

    @OptionGroup(title: "Store") var storing: StoreOptions
    @OptionGroup(title: "Front-end") var front: FrontOptions

    func run() throws {
        let access = try StoreAccess(storing)
        let waiting: WaitingChoice
        do {
            waiting = try WaitingChoice(profile, in: try access.open())
        } catch let fault as ValidationError {
            throw fault
        } catch {
            Streams.err("pixie: \(StoreTrouble.message(of: error))")
            throw ExitStatus.other.exitCode
        }
        let shelf = ProfileShelf.open()
        let named = (try? ProfileName(waiting.place.name.text)).flatMap { shelf.book.profile($0) }
        let plan = waiting.login.plan
        var login = Login(
            plan: nil, prefill: Prefill(plan), caFile: caFile ?? named?.caFile.map(Profile.expanded),
            browser: named?.browser, front: front, demo: nil, profile: named?.name, storing: storing)
        login.resumed = waiting
        throw try login.run().exitCode
    }
}

/// A waiting login that was taken out of the store to go on with it. It stays there until its answer comes.
struct WaitingChoice: Sendable {
    let place: WaitingKeeper.Place
    let login: WaitingLogin

    /// - Throws: A usage error when none is meant; ``StoreFault`` and ``KeptFault`` when it cannot be read.
    init(_ typed: String?, in store: SessionStore?) throws {
        guard let store else {
            throw ValidationError("No login is waiting: nothing is stored yet. Begin one with: pixie login")
        }
        let name = try Self.name(typed, in: store)
        let lock: StoreLock
        do throws(StoreFault) {
            lock = try store.lock(.waiting, name, within: 0.5)
        } catch {
            guard case .busy = error else { throw error }
            throw ValidationError("That login is still open in another pixie. Go on there, or end it first.")
        }
        guard case .found(let entry) = try store.read(.waiting, name, holding: lock) else {
            throw ValidationError("No login to \(name) is waiting. Begin one with: pixie login")
        }
        place = WaitingKeeper.Place(store: store, name: name, lock: lock)
        login = try WaitingLogin(bytes: entry.record.content)
    }

    private static func name(_ typed: String?, in store: SessionStore) throws -> SessionName {
        if let typed { return try SessionChoice.name(typed) }
        let now = SystemClock.now().wall
        let names = try store.listing(.waiting).lines.filter { $0.label.until.map { $0 > now } ?? true }
            .map(\.label.profile)
        guard let only = names.first, names.count == 1 else {
            throw ValidationError(
                names.isEmpty
                    ? "No login is waiting. Begin one with: pixie login"
                    : "Say which login: \(names.prefix(10).map(\.text).joined(separator: ", ")).")
        }
        return only
    }
}
