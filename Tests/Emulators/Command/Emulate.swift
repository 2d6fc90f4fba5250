import ArgumentParser
import DemoProvider
import FoundationEssentials
import Glibc

/// `emulate SYSTEM`: one of the named systems on this machine until it is interrupted.
@main
struct Emulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulate", abstract: "Run an emulator of one of the named systems until it is interrupted.")

    @Argument(help: "One of \(SystemName.allCases.map(\.rawValue).joined(separator: ", ")).")
    var system: String?

    @Option(help: "Port to listen on; a free one without this.")
    var port: Int?

    @Option(help: "How the system is set up; several with commas.")
    var mode: String = ""

    @Option(help: "Commit the fault with this name.")
    var fault: String?

    @Option(help: "Folder of the keys; they are made when they are not there.")
    var keys: String?

    @Option(help: "A redirect URI that is registered; may be given more than once.")
    var redirect: [String] = []

    @Option(help: "Seconds between two polls of a device code.")
    var interval = 5

    @Flag(help: "Serve over https.")
    var tls = false

    @Flag(help: "List the systems' faults, and end.")
    var listFaults = false

    @Flag(help: "Say everything as JSON.")
    var json = false

    func run() async throws {
        if listFaults { return print(FaultFacts.all.text) }
        guard let system = system.flatMap(SystemName.init(rawValue:)) else {
            throw ValidationError("SYSTEM is one of \(SystemName.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        let modes = Set(mode.split(separator: ",").map(String.init))
        guard modes.isSubset(of: system.modes) else {
            throw ValidationError("The modes of \(system.rawValue) are \(system.modes.joined(separator: ", ")).")
        }
        // Signals are waited for below; a thread that took one before would end the process with the keys left behind.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let stand = try await Stand.start(self, system, modes)
        print(json ? stand.facts.text : stand.lines)
        fflush(nil)
        var received: CInt = 0
        sigwait(&signals, &received)
        await stand.stop()
    }

    func chosenFault(of system: SystemName) throws -> Fault? {
        guard let fault else { return nil }
        guard let found = FaultList.fault(fault), found.systems.contains(system) else {
            throw ValidationError("\(system.rawValue) has no fault \(fault); --list-faults shows all.")
        }
        return found
    }
}
