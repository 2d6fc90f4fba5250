import LoginFlow
import OAuth

// The provider's metadata: OpenID Connect Discovery 1.0 and RFC 8414. The browser was not opened.
extension Explain {
    static func discovery(_ fault: DiscoveryFault, _ known: Known) -> Explanation {
        let story = story(of: fault, known)
        return Explanation(
            story.title, what: story.what, why: story.why + ["The browser was not opened, and no secret was sent."],
            risk: story.risk, next: story.next + [.askAgain, .correctIssuer, .leave])
    }

    private static func story(of fault: DiscoveryFault, _ known: Known) -> Finding {
        let host = known.issuerHost
        let issuer = known.issuer.text
        let tell = NextStep.advice("Tell whoever runs the provider at \(host).")
        switch fault {
        case .status(let status) where fault.isNotThere:
            return Finding(
                "No OpenID provider there", "\(host) has no metadata for the issuer \(issuer) (HTTP \(status)).",
                why: "pixie asked \(places(of: known.issuer)).",
                next: [.advice("Look in the provider's documents for the issuer; often a path belongs to it.")])
        case .status(let status):
            return Finding(
                "The provider does not give its metadata", "\(host) answered HTTP \(status) instead of its metadata.",
                why: status >= 500
                    ? "The provider has trouble of its own." : "It wants to redirect elsewhere, or to be asked later.")
        case .notJSON(let kind):
            return Finding(
                "That is no OpenID provider", "\(host) answered with \(kind.noun) instead of metadata in JSON.",
                why: "The issuer is the address of a web site, or the network wants a sign-in first (captive portal).",
                next: [.advice("Open any web page in a browser to see whether the network wants a sign-in.")])
        case .badJSON(let fault):
            return Finding(
                "The provider's metadata cannot be read", fault.message,
                why: "The document is cut or malformed; a lenient reader could misunderstand it.", next: [tell])
        case .issuerMissing:
            return Finding(
                "The metadata does not name its issuer", "The document of \(host) has no issuer.",
                why: "Without it nobody can tell whose document it is (OIDC Discovery 4.3).", next: [tell])
        case .issuerDiffers(let found):
            return Finding(
                "The metadata is of another issuer",
                "The document says that its issuer is \(quoted(found, limit: 160)); \"\(issuer)\" was asked for.",
                why: "Both must be equal, character by character, also in a slash at the end (OIDC Discovery 4.3).",
                risk: "A document for somebody else's issuer could lead the code to them (mix-up, RFC 9700 4.4).",
                next: [.advice("If the issuer in the document is the right one, log in with exactly that.")])
        case .missing(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The metadata is incomplete", "The document of \(host) has no usable \(name).",
                why: "A login with a code cannot go on without \(name).", next: [tell])
        case .wrongType(let name):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "The metadata is malformed", "In the document of \(host), \(name) is of the wrong JSON type.",
                why: "A guess at what is meant could lead the code to the wrong place.", next: [tell])
        case .badEndpoint(let name, let found, let why):
            let name = ForeignText(name).safe(limit: 60)
            return Finding(
                "An address in the metadata is not usable",
                "\(name) is \(quoted(found, limit: 160)), which pixie does not use.",
                why: ForeignText(why).safe(limit: 300),
                risk: "A bad address could lead code and tokens to somebody else, or make this machine run something.",
                next: [tell])
        case .noCodeFlow:
            return Finding(
                "The provider has no login with a code",
                "response_types_supported does not list code; only other flows are offered.",
                why: "pixie logs in with a code and PKCE only; the implicit flow shows tokens to the browser.",
                next: [.advice("Ask whoever runs the provider to allow the authorization code flow.")])
        case .noS256:
            return Finding(
                "The provider does not offer S256",
                "code_challenge_methods_supported is there and does not list S256.",
                why:
                    "The method plain protects nothing the browser has seen (RFC 7636 7.2); pixie never sends it.",
                risk: "Who can change the metadata could remove S256 from it to make logins weaker.", next: [tell])
        case .noSignature:
            return Finding(
                "The provider does not sign ID tokens",
                "It lists no algorithm that pixie accepts in id_token_signing_alg_values_supported.",
                why: "alg none proves nothing, and a shared secret proves nothing to a public client (RFC 8725).",
                next: [tell])
        }
    }

    private static func places(of issuer: Issuer) -> String {
        Discovery.addresses(of: issuer).map(\.text).joined(separator: " and ")
    }
}
