import Glibc
import OAuth
import Sessions

/// The store, and each source of its key.
struct StoreDoctor {
    private let storing: StoreOrder

    init(_ storing: StoreOrder) { self.storing = storing }

    func findings() -> [Finding] {
        let expected = "a folder of ours that can be written to"
        let access: StoreAccess
        do throws(StoreFault) {
            access = try StoreAccess(storing, asks: false)
        } catch {
            return [.wrong("store.place", expected, error.message, "Set HOME or XDG_STATE_HOME.")]
        }
        let found = SlowWork.run("looking at the store") { access.inspect() }
        return [place(found, expected), room(found)] + content(found) + keys(access.door, found.source)
    }

    private func place(_ found: StoreInspection, _ expected: String) -> Finding {
        var path = found.path.safe(limit: 4000)
        var status = stat()
        while path.count > 1, stat(path, &status) != 0 { path = parent(of: path) }
        guard Glibc.access(path, W_OK) == 0 else {
            return .wrong(
                "store.place", expected, "\(path): \(String(cString: strerror(errno)))",
                "Look at the permissions, or give another place with XDG_STATE_HOME.")
        }
        return found.isThere
            ? .well("store.place", expected, found.path.safe())
            : .note("store.place", expected, found.path.safe(), "it is made with the first session")
    }

    private func room(_ found: StoreInspection) -> Finding {
        let expected = "room for a session (1 MiB)"
        var path = found.path.safe(limit: 4000)
        var system = statvfs()
        while path.count > 1, statvfs(path, &system) != 0 { path = parent(of: path) }
        let free = (UInt64(system.f_bavail) * UInt64(system.f_frsize)) >> 20
        return free >= 1
            ? .well("store.room", expected, "\(free) MiB")
            : .wrong("store.room", expected, "\(free) MiB", "Make room on that disk.")
    }

    private func parent(of path: String) -> String {
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + parent
    }

    private func content(_ found: StoreInspection) -> [Finding] {
        let expected = "whole files that are ours alone"
        let wrong = found.faults.map { Finding.wrong("store.files", expected, $0.message, advice(for: $0)) }
        let notices = found.notices.map { notice in
            Finding.note(
                "store.modes", "modes 0600 and 0700", notice.message, "pixie does it when it next uses the store")
        }
        let aside = found.keptAside.map { path in
            Finding.note(
                "store.damaged", "nothing was damaged", path.safe(),
                "a file that was damaged earlier was kept there", "Remove it when nobody misses it.")
        }
        let unfinished = found.unfinished.map { path in
            Finding.note(
                "store.unfinished", "nothing was left by a killed process", path.safe(),
                "pixie removes it when it next lists the sessions")
        }
        guard wrong.isEmpty else { return wrong + notices + aside + unfinished }
        let count = "sessions: \(found.sessions), waiting logins: \(found.waiting)"
        let depth = found.wasOpened || found.sessions + found.waiting == 0 ? "" : "; looked at without the key"
        return [.well("store.files", expected, count + depth)] + notices + aside + unfinished
    }

    private func advice(for fault: StoreFault) -> String {
        switch fault {
        case .damaged: "Log in again; the file is kept aside when pixie next reads it."
        case .key: "See keys below."
        case .place, .unsafe, .system, .newer, .older, .tooLong, .busy, .locksUnsupported, .changedMeanwhile:
            "As it says."
        }
    }

    private func keys(_ door: StoreDoor, _ chosen: StoreKeySource?) -> [Finding] {
        StoreKeySource.allCases.map { source in
            let id = "keys.\(source.name)"
            let expected = source == chosen ? "it works: it was chosen" : "works, or why not"
            let availability = SlowWork.run("looking at the key source \(source.name)") { door.tryOut(source) }
            switch availability {
            case .works:
                let found = "works. \(source.promise)" + (source == chosen ? " It was chosen." : "")
                return .well(id, expected, found)
            case .doesNot(let why):
                let advice = Self.advice(source, why)
                return source == chosen
                    ? .wrong(id, expected, why.reason, advice)
                    : .note(id, expected, "does not work: \(why.reason)", "another one can be chosen", advice)
            }
        }
    }

    private static func advice(_ source: StoreKeySource, _ why: KeyFault.Unavailability) -> String {
        switch (source, why) {
        case (.secretService, .notInstalled): "Install it: libsecret-tools (Debian), libsecret (others)."
        case (.secretService, .timedOut): "Unlock the keyring of the desktop, or start one."
        case (.secretService, _): "It needs a desktop session: DBUS_SESSION_BUS_ADDRESS and an unlocked keyring."
        case (.kernelKeyring, _): "Containers often forbid it (keyctl): choose another source there."
        case (.passphrase, _), (.plainFile, _), (.memory, _): "Look at the store's place."
        }
    }
}
