import ArgumentParser
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie logout [PROFILE]`: revoke the tokens and forget the session.
struct LogoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Revoke the tokens of a stored session and remove it here.",
        discussion: """
            When a token may live on, you are asked before the session is removed; --yes says so beforehand.
            Without a terminal and without --yes it is then kept.
            """)

    @Argument(
        help: ArgumentHelp("A profile, or the host of an issuer.", valueName: "profile"),
        completion: Completions.profiles)
    var profile: String?

    @Flag(help: "Remove it here also when a token may live on at the provider.")
    var yes = false

    @Flag(name: .customLong("no-revoke"), help: "Only forget it here; the tokens live until they expire.")
    var noRevoke = false

    @Flag(help: "Also open the provider's own sign-out page in the browser.")
    var browser = false

    @Flag(help: "One JSON object at the end.")
    var json = false

    @OptionGroup var trust: TrustOption

    @OptionGroup(title: "Store") var storing: StoreOptions

    func run() throws {
        let shelf = ProfileShelf.open()
        let access: StoreAccess
        let opened: SessionStore?
        do throws(StoreFault) {
            access = try StoreAccess(storing.order)
            opened = try access.open()
        } catch {
            throw try tell(nil, .failed, error.reason, [error.message], error.exitStatus).exitCode
        }
        guard let choice = try SessionChoice(profile, shelf, opened) else {
            throw try tell(nil, .signedOut, .noSession, ["There is no session."], .ok).exitCode
        }
        guard let store = opened else { throw try nothing(choice.name, []).exitCode }
        let ca = trust.caFile(over: choice.profile)
        throw try signOut(store, choice.name, ca, access.door).exitCode
    }

    private func signOut(
        _ store: SessionStore, _ name: SessionName, _ caFile: String?, _ door: StoreDoor
    ) throws -> ExitStatus {
        let lookup: SessionStore.Lookup
        do throws(StoreFault) {
            lookup = try store.read(.session, name)
        } catch {
            return try tell(name, .failed, error.reason, [error.message], .other)
        }
        let session: StoredSession
        switch lookup {
        case .missing(let kept):
            return try nothing(name, kept)
        case .found(let entry):
            do throws(KeptFault) {
                session = try StoredSession(bytes: entry.record.content)
            } catch {
                return try tell(name, .failed, .sessionUnreadable, [error.message], .other)
            }
        }
        let sender: LazySender
        do throws(NetworkFault) {
            sender = try LazySender(Stage.networkOptions(caFile: caFile))
        } catch {
            return try tell(name, .failed, .network, [error.message], .other)
        }
        let wish = SignOutWish(revokes: !noRevoke, endsProviderSession: browser, removesAnyway: yes)
        let (report, signal) = UndisturbedWork.run {
            var signOut = SessionSignOut(session, SessionWorker(store: store, name: name, sender: sender))
            let report = signOut.run(wish)
            Blocking.run { await sender.shutdown() }
            return report
        }
        var lines = report.lines + sessionPage(session)
        if report.ending == .removed || report.ending == .alreadyGone {
            lines += forgetRest(store, name, door)
        }
        let status = signal?.exitStatus ?? report.exitStatus
        return try tell(name, report.outcome, report.reason, lines, status)
    }

    /// Where the provider's own session ends that nothing but its page can end, unless it was opened.
    private func sessionPage(_ session: StoredSession) -> [String] {
        guard case .sessionID = session.rules.logout, !browser, let address = session.endAddress() else { return [] }
        return ["The session at the provider goes on until this address is opened: \(address.text)"]
    }

    /// A login of the same name that waits, and the key when nothing is left that it opens.
    private func forgetRest(_ store: SessionStore, _ name: SessionName, _ door: StoreDoor) -> [String] {
        do throws(StoreFault) {
            let lock = try store.lock(.waiting, name, within: 1)
            try store.remove(.waiting, name, holding: lock)
            try door.forgetKeyIfUnused()
            return []
        } catch {
            return [error.message]
        }
    }

    private func nothing(_ name: SessionName, _ kept: [ForeignText]) throws -> ExitStatus {
        let aside = kept.map { "An earlier one was damaged and is kept as \($0.safe(limit: 200))." }
        return try tell(name, .signedOut, .noSession, ["There is no session for \(name)."] + aside, .ok)
    }

    private func tell(
        _ name: SessionName?, _ outcome: SignOutOutcome, _ reason: SessionReason, _ lines: [String],
        _ status: ExitStatus
    ) throws -> ExitStatus {
        try tell(name, outcome, reason.rawValue, lines, status)
    }

    /// - Parameter reason: A `SessionReason`, or that of the sign-out.
    private func tell(
        _ name: SessionName?, _ outcome: SignOutOutcome, _ reason: String, _ lines: [String], _ status: ExitStatus
    ) throws -> ExitStatus {
        for line in lines { Streams.err("pixie: \(line)") }
        guard json else { return status }
        let report: JSONValue = [
            "outcome": .string(outcome.rawValue), "reason": .string(reason),
            "message": .string(lines.joined(separator: " ")), "profile": .orNull(name?.text),
        ]
        try Streams.answer([JSONText.write(report)])
        return status
    }
}

extension SignOutReport {
    fileprivate var exitStatus: ExitStatus {
        switch ending {
        case .removed, .alreadyGone: .ok
        case .kept, .notRemoved, .locked, .unreadable: .other
        }
    }
}
