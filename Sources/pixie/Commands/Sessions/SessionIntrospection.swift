import ArgumentParser
import LoginFlow
import Network
import OAuth
import PixieUI
import Profiles
import Sessions

/// `pixie inspect --introspect PROFILE`: asks the provider about the access token of a stored session.
///
/// Where it is asked comes from the metadata of that moment; the token goes there once and is never shown.
struct SessionIntrospection {
    let profile: String
    let caFile: String?
    let json: Bool
    let storing: StoreOrder

    func run() throws -> ExitStatus {
        let shelf = ProfileShelf.open()
        let session: StoredSession
        let choice: SessionChoice
        do {
            let store = try StoreAccess(storing).open()
            guard let chosen = try SessionChoice(profile, shelf, store), let store,
                case .found(let entry) = try store.read(.session, chosen.name)
            else {
                let name = ForeignText(profile).safe(limit: 80)
                return failed("There is no session for \(name). Log in first.", .noTerminal)
            }
            choice = chosen
            session = try StoredSession(bytes: entry.record.content)
        } catch let fault as StoreFault {
            return failed(fault.message, .other)
        } catch let fault as KeptFault {
            return failed(fault.message, .other)
        }
        guard let tokens = session.tokens else {
            return failed("The session \(choice.name) has ended. Run: pixie login \(choice.name)", .noTerminal)
        }
        let ca = caFile ?? choice.profile?.caFile.map { Profile.expanded($0) }
        let asked = SlowWork.run("asking \(session.issuer.text) about the token") {
            Blocking.value { await Self.ask(session, tokens, caFile: ca) }
        }
        switch asked {
        case .failure(let trouble): return failed(trouble.message, trouble.exitStatus)
        case .success(let found): return try show(found)
        }
    }

    private func show(_ found: Introspection) throws -> ExitStatus {
        try Streams.answer(
            json
                ? [JSONText.write(IntrospectionText.json(found))]
                : IntrospectionText.lines(found, width: Streams.width(of: 1) ?? 100))
        // Inactive is an answer, and not a good one for whoever wants to use the token.
        return found.isActive ? .ok : .checkFailed
    }

    private func failed(_ message: String, _ status: ExitStatus) -> ExitStatus {
        Streams.err("pixie: \(message)")
        return status
    }

    private enum Trouble: Error {
        case source(KeySource.Trouble)
        case notOffered(Issuer)
        case transport(TransportFailure, host: String)
        case answer(IntrospectionFault)

        var message: String {
            switch self {
            case .source(let trouble): trouble.message
            case .notOffered(let issuer):
                "\(issuer.text) offers no introspection (no introspection_endpoint in its metadata)."
            case .transport(let failure, let host): Explain.summary(of: failure, during: .introspection, host: host)
            case .answer(let fault): fault.message
            }
        }

        var exitStatus: ExitStatus {
            switch self {
            case .source(let trouble): trouble.exitStatus
            case .notOffered: .other
            case .transport: .network
            case .answer(let fault): fault.isRefusal ? .refused : .checkFailed
            }
        }
    }

    private static func ask(
        _ session: StoredSession, _ tokens: KeptTokens, caFile: String?
    ) async -> Result<Introspection, Trouble> {
        do throws(KeySource.Trouble) {
            return try await KeySource.withSender(caFile) { sender throws(KeySource.Trouble) in
                let metadata = try await KeySource.discover(session.issuer, sender)
                guard let endpoint = metadata.introspectionEndpoint else {
                    return .failure(.notOffered(session.issuer))
                }
                let call = IntrospectionRequest.call(
                    tokens.accessToken, .accessToken, clientID: session.clientID, endpoint: endpoint,
                    authentication: session.authentication
                ).proved(by: session.prover, at: SystemClock.now(), number: 0)
                switch await sender.send(call) {
                case .failure(let failure): return .failure(.transport(failure, host: endpoint.address.host))
                case .success(let reply): return judge(reply, session)
                }
            }
        } catch {
            return .failure(.source(error))
        }
    }

    private static func judge(_ reply: HTTPReply, _ session: StoredSession) -> Result<Introspection, Trouble> {
        do throws(IntrospectionFault) {
            return .success(
                try Introspection.judge(
                    reply, clientID: session.clientID, issuer: session.issuer, at: SystemClock.now().wall))
        } catch {
            return .failure(.answer(error))
        }
    }
}
