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
            A closed terminal, a dropped line or a crash does not end a login that is kept: as long as it waits, its \
            answer can be caught at the same port or pasted here, also the address of a tab that found nobody listening.

            A login is kept as soon as the place of its key is chosen: with --key-source, by PIXIE_KEY_SOURCE, or by \
            the answer to the question after a first login. Without that, q and k on Sign in ask for it.
            """)

    @Argument(
        help: ArgumentHelp(
            "A profile, or the host of an issuer; not needed when one login waits.", valueName: "profile"),
        completion: Completions.profiles)
    var profile: String?

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions
    @OptionGroup(title: "Front-end") var front: FrontOptions

    func run() throws {
        let waiting: WaitingChoice
        do throws(WaitingChoice.Fault) {
            waiting = try WaitingChoice(profile, storing.order)
        } catch {
            switch error {
            case .usage(let fault): throw fault
            case .store(let trouble):
                Streams.err("pixie: \(trouble.message)")
                throw ExitStatus.other.exitCode
            }
        }
        let shelf = ProfileShelf.open()
        let named = (try? ProfileName(waiting.place.name.text)).flatMap { shelf.book.profile($0) }
        let plan = waiting.login.plan
        var login = Login(
            plan: nil, prefill: Prefill(plan), caFile: trust.caFile(over: named),
            browser: named?.browser, front: front.order, demo: nil, profile: named?.name, storing: storing.order)
        login.resumed = waiting
        throw try login.run().exitCode
    }
}
