/// A server on 127.0.0.1 that answers with what a function says.
///
/// It is the provider's socket without the provider. The emulators of other systems stand on it: they share the way
/// that octets go, and nothing of what is said.
package struct LoopbackServer: Sendable {
    /// `http` or `https`.
    package let scheme: String
    package let port: Int
    /// A PEM file with the authority behind the certificate; gone after ``stop()``.
    package let authorityFile: String?
    private let footing: Footing
    private let server: ProviderServer

    package var origin: String { "\(scheme)://127.0.0.1:\(port)" }

    /// Binds the port, a free one without `port`. `respond` gets the origin under which it is asked.
    package static func start(
        port: Int? = nil, tls: DemoProviderOptions.TLS? = nil,
        respond: @escaping @Sendable (Question, String) -> Answer
    ) async throws(DemoFault) -> LoopbackServer {
        let footing = try Footing(tls)
        let scheme = footing.scheme
        do throws(DemoFault) {
            let server = try await ProviderServer.start(port: port, tls: footing.context) { question, port in
                respond(question, "\(scheme)://127.0.0.1:\(port)")
            }
            return LoopbackServer(
                scheme: scheme, port: server.port, authorityFile: footing.authorityFile?.path, footing: footing,
                server: server)
        } catch {
            footing.clear()
            throw error
        }
    }

    package func stop() async {
        await server.stop()
        footing.clear()
    }
}
