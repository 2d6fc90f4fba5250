import LoginFlow
import OAuth

// Tokens came, and the keys that would prove the ID token did not.
extension Explain {
    static func keys(_ trouble: KeysTrouble, _ known: Known) -> Explanation {
        let lost = "Without them nobody can tell who wrote the ID token, so it is not used and nothing is kept."
        switch trouble {
        case .unreachable(let failure):
            let host = known.provider?.metadata.jwksURI?.address.host ?? known.issuerHost
            let cause = transport(failure, during: .keys, host: host, known)
            return Explanation(
                "The provider's keys cannot be fetched", what: cause.what, why: cause.why + [lost], risk: cause.risk,
                next: cause.next)
        case .unusable(let fault):
            return Explanation(
                "The provider's keys cannot be used", what: sentence(of: fault, known), why: [lost],
                next: [.advice("Tell whoever runs the provider that its jwks_uri is broken."), known.again, .leave])
        }
    }

    private static func sentence(of fault: KeysFault, _ known: Known) -> String {
        switch fault {
        case .status(let status):
            "The provider answered HTTP \(status)\(known.page(.keys)) instead of its signing keys."
                + (known.notes(.keys)?.retryAfter.map { " It takes the next try \(known.moment(after: $0))." } ?? "")
        case .notJSON:
            "The provider's jwks_uri shows a web page instead of signing keys; the network may want a sign-in first "
                + "(captive portal)."
        case .badJSON(let fault): "The provider's signing keys cannot be read. \(fault.message)"
        case .noKeyList: "The provider's key document has no list of keys (member \"keys\", RFC 7517 5.1)."
        }
    }
}
