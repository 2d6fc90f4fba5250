import DemoProvider
import FoundationEssentials
import Glibc

/// The servers of one emulator: the system and, beside it, the control.
struct Stand: Sendable {
    let system: any System
    let name: SystemName
    let server: LoopbackServer
    let control: LoopbackServer
    let mischief: Mischief
    /// Keys that were made for this run alone.
    let temporaryFolder: String?

    static func start(_ command: Emulate, _ name: SystemName, _ modes: Set<String>) async throws -> Stand {
        let path = command.keys ?? FileManager.default.temporaryDirectory.path + "/pixie-emulate-\(getpid())"
        let mischief = Mischief(try command.chosenFault(of: name))
        let redirects = command.redirect.isEmpty ? ["http://127.0.0.1:8400/callback"] : command.redirect
        let ground = Ground(
            mode: modes, mischief: mischief, deviceInterval: command.interval, redirects: redirects)
        let system = try name.make(ground, KeyFolder(path))
        let book = Book(mischief)
        let emulator = Emulator(system: system, mischief: mischief, book: book)
        let server = try await LoopbackServer.start(port: command.port, tls: command.tls ? .right : nil) {
            emulator.answer($0, origin: $1)
        }
        let control = try await LoopbackServer.start {
            Control(book: book, mischief: mischief, devices: ground.devices).answer($0, origin: $1)
        }
        return Stand(
            system: system, name: name, server: server, control: control, mischief: mischief,
            temporaryFolder: command.keys == nil ? path : nil)
    }

    var facts: JSON {
        var facts: JSON = .members([
            "system": .string(name.rawValue), "origin": .string(server.origin), "control": .string(control.origin),
            "fault": mischief.fault.map { .string($0.id) }, "ca_file": server.authorityFile.map { .string($0) },
        ])
        for member in system.facts(origin: server.origin).members { facts.append(member.name, member.value) }
        return facts
    }

    var lines: String {
        facts.members.map { "\($0.name): \($0.value.string ?? $0.value.text)" }.joined(separator: "\n")
    }

    func stop() async {
        await server.stop()
        await control.stop()
        if let temporaryFolder { try? FileManager.default.removeItem(atPath: temporaryFolder) }
    }
}
