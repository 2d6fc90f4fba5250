import ArgumentParser
import DemoProvider
import Glibc
import PixieUI
import Terminal

/// `pixie provider`: the demo provider alone, for trying other clients.
struct ProviderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Run the demo provider alone until it is interrupted.",
        discussion: "It listens on this machine only. User name and password are made for each run and shown.")

    @Option(help: ArgumentHelp("Port to listen on; a free one without this.", valueName: "port"))
    var port: Int?

    func validate() throws {
        if let port, !(1...65535).contains(port) {
            throw ValidationError("--port takes a number from 1 to 65535, got \(port).")
        }
    }

    func run() throws {
        guard let signals = SignalPipe() else {
            Streams.err("pixie: \(Stage.Fault.noDescriptors.message)")
            throw ExitStatus.other.exitCode
        }
        let provider: DemoProvider
        switch DemoStart.run(DemoProviderOptions(port: port)) {
        case .success(let started): provider = started
        case .failure(let fault):
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        }
        defer { Blocking.run { await provider.stop() } }
        try Streams.answer([
            "issuer    \(provider.issuer)", "client-id \(provider.clientID)", "user      \(provider.username)",
            "password  \(provider.password)",
        ])
        Streams.err("pixie: the provider is running. Log in at it with:")
        Streams.err("  pixie login \(provider.issuer) --client-id \(provider.clientID)")
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
