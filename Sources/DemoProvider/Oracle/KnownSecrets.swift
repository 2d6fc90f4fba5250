/// The secrets of the logins so far, each with a name that can be shown: `code 1`, `verifier 2`.
struct KnownSecrets: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case code, verifier
        case accessToken = "access token"
        case refreshToken = "refresh token"
        case clientSecret = "client secret"
        case deviceCode = "device code"

        /// The parameter that carries it.
        var parameter: String {
            switch self {
            case .code: "code"
            case .verifier: "code_verifier"
            case .accessToken: "access_token"
            case .refreshToken: "refresh_token"
            case .clientSecret: "client_secret"
            case .deviceCode: "device_code"
            }
        }
    }

    /// Beyond this the first ones are forgotten; one run has a few.
    static let most = 1000

    private var names: [String: (kind: Kind, number: Int)] = [:]
    private var order: [String] = []
    private var counts: [Kind: Int] = [:]

    /// The name of a secret, given when it is first seen.
    mutating func name(_ value: String, _ kind: Kind) -> String {
        if let known = names[value] { return "\(known.kind.rawValue) \(known.number)" }
        guard !value.isEmpty else { return "empty \(kind.rawValue)" }
        counts[kind, default: 0] += 1
        names[value] = (kind, counts[kind, default: 0])
        order.append(value)
        if order.count > Self.most { names[order.removeFirst()] = nil }
        return "\(kind.rawValue) \(counts[kind, default: 0])"
    }

    /// The names of those that stand in a text.
    func found(in text: String) -> [String] {
        // Short ones would be found by chance.
        order.filter { $0.utf8.count >= 16 && text.contains($0) }
            .compactMap { names[$0].map { "\($0.kind.rawValue) \($0.number)" } }
    }
}
