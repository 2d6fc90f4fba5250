import Network
import OAuth
import PixieUI

/// What a provider says of itself, and whether its clock goes with ours.
struct IssuerDoctor {
    let issuer: Issuer
    let caFile: String?
    /// In what the provider differs: some have no metadata to look at.
    let rules: ProviderRules
    /// Seconds by which a clock may differ: what the rules for ID tokens allow.
    private static let tolerance = 60.0

    /// The findings, and the metadata if they could be used.
    func look() -> (findings: [Finding], metadata: ProviderMetadata?) {
        let sender: LazySender
        do throws(NetworkFault) {
            sender = try LazySender(Stage.networkOptions(caFile: caFile))
        } catch {
            return ([.wrong("issuer.reachable", "an answer", error.message, "Correct what it names.")], nil)
        }
        defer { Blocking.run { await sender.shutdown() } }
        return SlowWork.run("looking at what \(issuer.text) says of itself") { ask(sender) }
    }

    private func ask(_ sender: LazySender) -> (findings: [Finding], metadata: ProviderMetadata?) {
        if case .fixed(let endpoints) = rules.endpoints {
            let metadata = ProviderMetadata(issuer: issuer, fixed: endpoints)
            return ([knownBeforehand(), keys(of: metadata, sender)], metadata)
        }
        var last = DiscoveryFault.status(404)
        var heard: [Finding] = []
        for address in Discovery.addresses(of: issuer) {
            let call = HTTPCall(.discovery, .get, address, headers: [HTTPCall.Field("Accept", "application/json")])
            switch Blocking.value({ await sender.send(call) }) {
            case .failure(let failure): return (heard + [unreachable(failure, address)], nil)
            case .success(let reply):
                heard = [clock(reply), reached(reply)]
                do throws(DiscoveryFault) {
                    let metadata = try Discovery.judge(reply, issuer: issuer)
                    try metadata.judge(by: rules)
                    heard += [metadataIsSound()] + ProviderDoctor.findings(metadata)
                    return (heard + [keys(of: metadata, sender)], metadata)
                } catch {
                    last = error
                    guard error.isNotThere else { return (heard + [unsound(error)], nil) }
                }
            }
        }
        return (heard + [unsound(last)], nil)
    }

    /// A provider without metadata, such as one that is older than RFC 8414.
    private func knownBeforehand() -> Finding {
        .note(
            "issuer.metadata", "metadata of this issuer with its endpoints", issuer.text,
            "the addresses of \(rules.name ?? "this provider") are in its preset: nothing is fetched")
    }

    private func unreachable(_ failure: TransportFailure, _ address: Endpoint) -> Finding {
        .wrong(
            "issuer.reachable", "an answer from \(issuer.text)",
            Explain.summary(of: failure, during: .discovery, host: address.address.host),
            "Look at the address, the network, the proxy and, for a certificate of your own, --ca-file.")
    }

    private func reached(_ reply: HTTPReply) -> Finding {
        let way = issuer.endpoint.address.scheme == .https ? "https, certificate verified" : "http on this machine"
        return .well(
            "issuer.reachable", "an answer from \(issuer.text)",
            "status \(reply.status) in \(Int(reply.took * 1000)) ms, \(way)", "RFC 9325, RFC 9525")
    }

    private func clock(_ reply: HTTPReply) -> Finding {
        let expected = "at most \(Int(Self.tolerance)) s from the provider's clock"
        let clause = "RFC 9110 6.6.1"
        guard let theirs = reply.date else {
            return .note("clock.issuer", expected, "no Date header", "it cannot be compared", "", clause)
        }
        let ours = SystemClock.now().wall
        let difference = Int((ours - theirs).rounded())
        let found = "\(difference) s: here \(ours.iso8601), there \(theirs.iso8601)"
        return Double(difference.magnitude) <= Self.tolerance
            ? .well("clock.issuer", expected, found, clause)
            : .wrong(
                "clock.issuer", expected, found,
                "Set the clock (timedatectl set-ntp true): fresh tokens look expired or not yet valid.", clause)
    }

    private func metadataIsSound() -> Finding {
        .well(
            "issuer.metadata", "metadata of this issuer with its endpoints", issuer.text,
            "OIDC Discovery 4.3, RFC 8414 3.3")
    }

    private func unsound(_ fault: DiscoveryFault) -> Finding {
        .wrong(
            "issuer.metadata", "metadata of this issuer with its endpoints", fault.message,
            "Compare the address with the one that the provider documents as its issuer.",
            "OIDC Discovery 4.3, RFC 8414 3.3")
    }

    private func keys(of metadata: ProviderMetadata, _ sender: LazySender) -> Finding {
        let expected = "a set with keys for signatures"
        let clause = "RFC 7517 5"
        guard let endpoint = metadata.jwksURI else {
            return .note("issuer.keys", expected, "no jwks_uri", "it issues no ID tokens", "", clause)
        }
        switch Blocking.value({ await sender.send(JWKSet.call(endpoint)) }) {
        case .failure(let failure):
            return .wrong(
                "issuer.keys", expected,
                Explain.summary(of: failure, during: .keys, host: endpoint.address.host),
                "Without keys no ID token can be verified: tell the provider.", clause)
        case .success(let reply):
            do throws(KeysFault) {
                let count = try JWKSet.judge(reply).keys.count
                return count > 0
                    ? .well("issuer.keys", expected, "keys: \(count)", clause)
                    : .wrong("issuer.keys", expected, "none", "No ID token can be verified: tell the provider.", clause)
            } catch {
                return .wrong("issuer.keys", expected, error.message, "Tell the provider.", clause)
            }
        }
    }
}
