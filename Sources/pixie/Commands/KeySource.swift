import Network
import OAuth
import PixieUI

/// Where the keys for `pixie inspect` come from.
enum KeySource: Sendable {
    case file(String)
    case address(Endpoint, caFile: String?)
    case issuer(Issuer, caFile: String?)

    struct Found: Sendable {
        let keys: JWKSet
        let allowed: Set<SignatureAlgorithm>
        /// Who they belong to, when they were found by issuer.
        let issuer: Issuer?
    }

    enum Trouble: Error, Sendable {
        case file(FileFault)
        case network(NetworkFault)
        case transport(TransportFailure, HTTPCall.Purpose, Endpoint)
        case metadata(DiscoveryFault)
        case keys(KeysFault)
        case fileOfKeys(String, KeysFault)
        case noKeys(Issuer)

        var message: String {
            switch self {
            case .file(let fault): fault.message
            case .network(let fault): fault.message
            case .transport(let failure, let purpose, let endpoint):
                Explain.summary(of: failure, during: purpose, host: endpoint.address.host)
            case .metadata(let fault): fault.message
            case .keys(let fault): fault.message
            case .fileOfKeys(let path, let fault): fault.message(file: SmallFile.name(path))
            case .noKeys(let issuer):
                "\(issuer.text) publishes no keys (no jwks_uri in its metadata). Give them with --jwks."
            }
        }

        var exitStatus: ExitStatus {
            switch self {
            case .file, .network: .other
            case .transport: .network
            case .metadata, .keys, .noKeys: .checkFailed
            case .fileOfKeys: .usage
            }
        }
    }

    func load() async -> Result<Found, Trouble> {
        do throws(Trouble) {
            switch self {
            case .file(let path):
                return .success(try Self.read(path))
            case .address(let endpoint, let caFile):
                return .success(
                    try await Self.withSender(caFile) { sender throws(Trouble) in
                        try await Self.fetch(endpoint, sender, SignatureAlgorithm.allowed(advertised: nil), nil)
                    })
            case .issuer(let issuer, let caFile):
                return .success(
                    try await Self.withSender(caFile) { sender throws(Trouble) in
                        let metadata = try await Self.discover(issuer, sender)
                        guard let endpoint = metadata.jwksURI else { throw .noKeys(issuer) }
                        let allowed = SignatureAlgorithm.allowed(advertised: metadata.idTokenAlgorithms)
                        return try await Self.fetch(endpoint, sender, allowed, issuer)
                    })
            }
        } catch {
            return .failure(error)
        }
    }

    private static func read(_ path: String) throws(Trouble) -> Found {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try SmallFile.read(path, limit: Limits.responseBody)
        } catch {
            throw .file(error)
        }
        do throws(KeysFault) {
            return Found(
                keys: try JWKSet.read(file: bytes), allowed: SignatureAlgorithm.allowed(advertised: nil), issuer: nil)
        } catch {
            throw .fileOfKeys(path, error)
        }
    }

    /// Works with a sender of its own, which is closed afterwards.
    static func withSender<Made>(
        _ caFile: String?, _ work: (HTTPSender) async throws(Trouble) -> Made
    ) async throws(Trouble) -> Made {
        let sender: HTTPSender
        do throws(NetworkFault) {
            sender = try HTTPSender(options: Stage.networkOptions(caFile: caFile))
        } catch {
            throw .network(error)
        }
        do throws(Trouble) {
            let found = try await work(sender)
            await sender.shutdown()
            return found
        } catch {
            await sender.shutdown()
            throw error
        }
    }

    static func discover(_ issuer: Issuer, _ sender: HTTPSender) async throws(Trouble) -> ProviderMetadata {
        var last = DiscoveryFault.status(404)
        for address in Discovery.addresses(of: issuer) {
            let reply = try await get(address, .discovery, sender)
            do throws(DiscoveryFault) {
                return try Discovery.judge(reply, issuer: issuer)
            } catch {
                guard error.isNotThere else { throw .metadata(error) }
                last = error
            }
        }
        throw .metadata(last)
    }

    /// What an issuer says of itself.
    static func metadata(of issuer: Issuer, caFile: String?) async -> Result<ProviderMetadata, Trouble> {
        do throws(Trouble) {
            return .success(
                try await withSender(caFile) { sender throws(Trouble) in try await discover(issuer, sender) })
        } catch {
            return .failure(error)
        }
    }

    private static func fetch(
        _ endpoint: Endpoint, _ sender: HTTPSender, _ allowed: Set<SignatureAlgorithm>, _ issuer: Issuer?
    ) async throws(Trouble) -> Found {
        let reply = try await get(endpoint, .keys, sender)
        do throws(KeysFault) {
            return Found(keys: try JWKSet.judge(reply), allowed: allowed, issuer: issuer)
        } catch {
            throw .keys(error)
        }
    }

    private static func get(
        _ endpoint: Endpoint, _ purpose: HTTPCall.Purpose, _ sender: HTTPSender
    ) async throws(Trouble) -> HTTPReply {
        let call = HTTPCall(purpose, .get, endpoint, headers: [HTTPCall.Field("Accept", "application/json")])
        switch await sender.send(call) {
        case .success(let reply): return reply
        case .failure(let failure): throw .transport(failure, purpose, endpoint)
        }
    }
}
