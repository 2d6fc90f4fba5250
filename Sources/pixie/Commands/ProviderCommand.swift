import ArgumentParser
import DemoProvider
import Glibc
import OAuth
import PixieUI
import Terminal

/// `pixie provider`: the demo provider alone, for trying other clients.
struct ProviderCommand: ParsableCommand {
    typealias TLS = DemoProviderOptions.TLS

    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Run the demo provider alone until it is interrupted.",
        discussion: """
            It listens on this machine only. User name and password are made for each run and shown.

            With --fault it does one thing wrong on purpose, so that you can see whether your client notices. What \
            clients did, and where they did what they must not, is shown by GET /oracle at the control address.
            """)

    @Option(help: ArgumentHelp("Port to listen on; a free one without this.", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("Commit the fault with this name.", valueName: "id"))
    var fault: String?

    @Flag(help: "List all faults with what a good client does, and end.")
    var listFaults = false

    @Option(
        name: .customLong("demand"), parsing: .singleValue,
        help: ArgumentHelp("Demand this of clients besides PKCE: \(Self.allDemands); may repeat.", valueName: "what"),
        transform: Self.demand)
    var demands: [DemoDemand] = []

    @Option(help: ArgumentHelp("Path of the issuer, such as /tenant.", valueName: "path"))
    var path: String?

    @Option(
        help: ArgumentHelp(
            "Serve over https with a certificate made for this run: \(Self.kinds).", valueName: "kind"),
        transform: Self.tls)
    var tls: TLS?

    @Option(
        help: ArgumentHelp(
            "Name this port in every address: that of a proxy through which clients come.", valueName: "port"))
    var behind: Int?

    @Flag(help: "Say everything as JSON.")
    var json = false

    private static let allDemands = DemoDemand.allCases.map(\.rawValue).joined(separator: ", ")

    private static func demand(_ text: String) throws -> DemoDemand {
        guard let demand = DemoDemand(rawValue: text) else {
            throw ValidationError("--demand takes one of \(allDemands).")
        }
        return demand
    }

    private static let kinds = TLS.allCases.map(\.rawValue).joined(separator: ", ")

    private static func tls(_ text: String) throws -> TLS {
        guard let tls = TLS(rawValue: text) else { throw ValidationError("--tls takes one of \(kinds).") }
        return tls
    }

    func validate() throws {
        for (name, port) in [("--port", port), ("--behind", behind)] {
            guard let port, !(1...65535).contains(port) else { continue }
            throw ValidationError("\(name) takes a number from 1 to 65535, got \(port).")
        }
        if let fault, FaultCatalog.fault(fault) == nil {
            let name = ForeignText(fault).safe(limit: 60)
            let near = WrongWord.nearest(to: fault, FaultCatalog.all.map(\.id)).map { " Did you mean \($0)?" } ?? ""
            throw ValidationError(
                "There is no fault \u{201c}\(name)\u{201d}.\(near) pixie provider --list-faults shows all.")
        }
    }

    func run() throws {
        if listFaults { return try Streams.answer(FaultList.lines(json: json)) }
        guard let signals = SignalPipe() else {
            Streams.err("pixie: \(Stage.Fault.noDescriptors.message)")
            throw ExitStatus.other.exitCode
        }
        var options = DemoProviderOptions(port: port)
        options.fault = fault
        options.issuerPath = path ?? ""
        options.tls = tls
        options.frontPort = behind
        options.isWatched = true
        options.demands = Set(demands)
        let provider: DemoProvider
        switch DemoStart.run(options) {
        case .success(let started): provider = started
        case .failure(let fault):
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        }
        defer { Blocking.run { await provider.stop() } }
        try Streams.answer(json ? [ProviderFacts(provider).json] : ProviderFacts(provider).lines)
        for line in ProviderFacts(provider).advice { Streams.err(line) }
        while true {
            _ = Poll.wait([signals.descriptor], timeout: nil)
            for signal in signals.drain() {
                switch signal {
                case .interrupt, .terminate, .hangUp, .quit: throw signal.exitStatus.exitCode
                case .suspend: raise(SIGSTOP)
                case .resized, .continued: break
                }
            }
        }
    }
}

/// Starts the demo provider from the synchronous main.
enum DemoStart {
    static func run(_ options: DemoProviderOptions) -> Result<DemoProvider, DemoFault> {
        Blocking.value {
            do throws(DemoFault) {
                return .success(try await DemoProvider.start(options))
            } catch {
                return .failure(error)
            }
        }
    }
}
