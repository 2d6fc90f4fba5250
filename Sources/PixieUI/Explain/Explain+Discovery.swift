import LoginFlow
import OAuth

// The provider's metadata: OpenID Connect Discovery 1.0 and RFC 8414.
extension Explain {
    static func discovery(_ fault: DiscoveryFault, _ known: Known) -> Explanation {
        let story = story(of: fault, known)
        let sent =
            known.failure.facts.beganAtOnce
            ? "The browser may have been there already; no code and no secret was sent."
            : "The browser was not opened, and no secret was sent."
        return Explanation(
            story.title, what: story.what, why: story.why + [sent],
            risk: story.risk, next: story.next + [.askAgain, .correctIssuer, .leave])
    }

    private static func story(of fault: DiscoveryFault, _ known: Known) -> Finding {
        let host = known.issuerHost
        let issuer = known.issuer.text
        let tell = NextStep.advice("Tell whoever runs the provider at \(host).")
        switch fault {
        case .status(let status) where fault.isNotThere && status != 511:
            return Finding(
                "No OpenID provider there", "\(host) has no metadata for the issuer \(issuer) (HTTP \(status)).",
                why: "pixie asked \(places(of: known.issuer)).",
                next: [.advice("Look in the provider's documents for the issuer; often a path belongs to it.")])
        case .status(511):
            return portal("The metadata", known)
        case .status(let status):
            let wait = known.notes(.discovery)?.retryAfter
            return Finding(
                "The provider does not give its metadata",
                "\(host) answered HTTP \(status)\(known.page(.discovery)) instead of its metadata.",
                why: status >= 500
                    ? "The provider has trouble of its own."
                    : status == 429
                        ? "It was asked too often, maybe by others on this network."
                        : [301, 302, 303, 307, 308].contains(status)
                            ? redirected(known) : "Metadata comes with HTTP 200 and nothing else (OIDC Discovery 4.2).",
                next: wait.map { [.advice("Come back \(known.moment(after: $0)): the provider asks for that.")] }
                    ?? ([301, 302, 303, 307, 308].contains(status)
                        ? [.advice("Enter the issuer to which it leads, if that is your provider.")] : []))
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
                "The document says that its issuer is \(address(found)); \"\(issuer)\" was asked for.",
                why: "Both must be equal, character by character, also in a slash at the end (OIDC Discovery 4.3).",
                risk: "A document for somebody else's issuer could lead the code to them (mix-up, RFC 9700 4.4).",
                next: [.advice("If the issuer in the document is the right one, log in with exactly that.")])
        case .missing("pushed_authorization_request_endpoint"):
            return Finding(
                "The metadata contradicts itself",
                "The document of \(host) demands pushed requests (require_pushed_authorization_requests) and names no "
                    + "address to push them to.",
                why: "pushed_authorization_request_endpoint is missing (RFC 9126 5), so every login would be refused.",
                next: [tell])
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
                "\(name) is \(address(found)), which pixie does not use.",
                why: ForeignText(why).safe(limit: 300),
                risk: "A bad address could lead code and tokens to somebody else, or make this machine run something.",
                next: [tell])
        case .noCodeFlow(let member, let listed):
            return Finding(
                "The provider has no login with a code",
                "\(member) of \(host) lists only \(quoted(listed, limit: 120)), and not what a login with a code needs.",
                why: "pixie logs in with a code and PKCE only; the implicit flow shows tokens to the browser.",
                next: [.advice("Ask whoever runs the provider to allow the authorization code flow.")])
        case .noFormPost(let listed):
            return Finding(
                "The provider does not answer with a form",
                "response_mode=form_post was asked for; response_modes_supported of \(host) says: "
                    + "\(quoted(listed, limit: 120)).",
                why:
                    "Whoever does not know form_post ignores it or refuses the login; nothing was sent to the browser.",
                next: [.advice("Leave response_mode out: the answer then comes in the query.")])
        case .noS256(let listed):
            return Finding(
                "The provider does not offer S256",
                "code_challenge_methods_supported lists \(quoted(listed, limit: 120)) and not S256.",
                why:
                    "The method plain protects nothing the browser has seen (RFC 7636 7.2); pixie never sends it.",
                risk: "Who can change the metadata could remove S256 from it to make logins weaker.", next: [tell])
        case .noSignature(let listed):
            return Finding(
                "The provider does not sign ID tokens",
                "id_token_signing_alg_values_supported lists \(quoted(listed, limit: 120)), and pixie can verify none.",
                why: "alg none proves nothing, and a shared secret proves nothing to a public client (RFC 8725).",
                next: [tell])
        case .changed(let members):
            return Finding(
                "The provider has changed since the last login",
                "\(host) now says something else as \(members.joined(separator: ", ")).",
                why: "This login was begun at once with what it said then, and was checked while you signed in.",
                risk: "With old addresses the code could go to somebody who is not the provider any more.",
                next: [])
        }
    }

    /// Of a whole address the host is enough to see who answers there.
    private static func redirected(_ known: Known) -> String {
        guard let text = known.notes(.discovery)?.redirect, !text.isEmpty else {
            return "It wants to redirect elsewhere, which pixie does not follow."
        }
        let shown = text.safe(limit: 2000)
        let host = text.isExactly(shown) ? (try? WebAddress(shown))?.hostName : nil
        let place = host?.text ?? address(text, limit: 100)
        let warning = host?.warning.map { " \($0)" } ?? ""
        return "It wants to redirect to \(place), which pixie does not follow." + warning
    }

    private static func places(of issuer: Issuer) -> String {
        Discovery.addresses(of: issuer).map(\.text).joined(separator: " and ")
    }
}
