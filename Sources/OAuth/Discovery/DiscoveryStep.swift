/// The checks of a discovery document, in the order in which they are shown.
enum DiscoveryStep: String, CaseIterable {
    case issuer = "discovery.issuer"
    case endpoints = "discovery.endpoints"
    case pkce = "discovery.pkce"
    case responseTypes = "discovery.response_types"
    case algorithms = "discovery.algorithms"

    func expected(_ issuer: Issuer) -> String {
        switch self {
        case .issuer: issuer.text
        case .endpoints:
            issuer.endpoint.address.scheme == .https ? "https" : "https, or http on this machine"
        case .pkce: "S256"
        case .responseTypes: "code"
        case .algorithms: "one of " + Set(SignatureAlgorithm.allCases).names
        }
    }

    var clause: String {
        switch self {
        case .issuer: "OIDC Discovery 4.3, RFC 8414 3.3"
        case .endpoints: "RFC 8414 6.2"
        case .pkce: "RFC 7636 4.2, RFC 9700 2.1.1"
        case .responseTypes: "OIDC Discovery 3"
        case .algorithms: "OIDC Discovery 3, RFC 8725 3.2"
        }
    }
}

extension DiscoveryDocument {
    /// The evidence of a document that passed.
    func check(_ step: DiscoveryStep, responseTypes: [String]?, methods: [String]?, algorithms: [String]?) -> Check {
        let verdict: Check.Verdict
        let found: String
        switch step {
        case .issuer:
            (verdict, found) = (.passed, issuer.text)
        case .endpoints:
            let names = json.members.map(\.name).filter { $0.hasSuffix("_endpoint") || $0 == "jwks_uri" }
            (verdict, found) = (.passed, names.joined(separator: ", "))
        case .pkce:
            (verdict, found) = Self.evidence(methods, absence: "not listed; S256 is sent all the same")
        case .responseTypes:
            (verdict, found) = Self.evidence(responseTypes, absence: "not listed")
        case .algorithms:
            (verdict, found) = Self.evidence(algorithms, absence: "not listed")
        }
        return Check(
            step.rawValue, verdict, expected: step.expected(issuer), found: ForeignText(found), clause: step.clause)
    }

    private static func evidence(_ list: [String]?, absence: String) -> (Check.Verdict, String) {
        guard let list else { return (.skipped(absence), "none") }
        return (.passed, list.joined(separator: ", "))
    }
}

extension DiscoveryFault {
    /// The evidence of a document that did not pass: the checks before the failed one are not repeated as passed, since
    /// nothing of such a document counts.
    public func checks(for issuer: Issuer) -> [Check] {
        DiscoveryStep.allCases.map { step in
            let failed = step == failedStep
            return Check(
                step.rawValue, failed ? .failed : .skipped("the document is not used"), expected: step.expected(issuer),
                found: ForeignText(failed ? evidence : ""), clause: step.clause)
        }
    }

    private var failedStep: DiscoveryStep {
        switch self {
        case .status, .notJSON, .badJSON, .issuerMissing, .issuerDiffers: .issuer
        case .wrongType(let name): Self.step(judging: name)
        case .missing, .badEndpoint: .endpoints
        case .noCodeFlow, .noFormPost: .responseTypes
        case .noS256: .pkce
        case .noSignature: .algorithms
        case .changed: .endpoints
        }
    }

    /// The check that reads this member.
    private static func step(judging name: String) -> DiscoveryStep {
        switch name {
        case "issuer": .issuer
        case "code_challenge_methods_supported": .pkce
        case "response_types_supported", "response_modes_supported", "grant_types_supported": .responseTypes
        case "id_token_signing_alg_values_supported": .algorithms
        case _: .endpoints
        }
    }

    private var evidence: String {
        switch self {
        case .status(let status): "HTTP \(status)"
        case .notJSON(let kind): kind.noun
        case .badJSON(let fault): fault.message
        case .issuerMissing: "none"
        case .issuerDiffers(let found): found.safeAddress(limit: 300)
        case .missing(let name): "no \(name)"
        case .wrongType(let name): "\(name) of the wrong type"
        case .badEndpoint(let name, let found, _): "\(name) \(found.safeAddress(limit: 300))"
        case .noCodeFlow(let member, let listed): "\(member): \(listed.safe(limit: 300))"
        case .noFormPost(let listed): "response_modes_supported: \(listed.safe(limit: 300))"
        case .noS256(let listed), .noSignature(let listed): listed.safe(limit: 300)
        case .changed(let members): "another " + members.joined(separator: ", another ")
        }
    }
}
