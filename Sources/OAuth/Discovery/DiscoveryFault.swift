/// Why a provider cannot be used.
///
/// The browser is not opened in any of these cases.
public enum DiscoveryFault: Error, Sendable, Equatable {
    case status(Int)
    case notJSON(kind: BodyKind)
    case badJSON(JSONFault)
    case issuerMissing
    case issuerDiffers(found: ForeignText)
    /// A required member is not there.
    case missing(String)
    /// A member is of another JSON type than it must be.
    case wrongType(String)
    case badEndpoint(name: String, found: ForeignText, why: String)
    /// Only implicit or hybrid, or no answer in the query.
    ///
    /// The member of the document, and what it lists.
    case noCodeFlow(member: String, listed: ForeignText)
    /// The answer is wanted as a form, and the provider does not offer that.
    case noFormPost(listed: ForeignText)
    case noS256(listed: ForeignText)
    /// ID tokens would come without a signature, or with one that only the provider could check.
    case noSignature(listed: ForeignText)
    /// The login began with what the provider had said in an earlier one, and now it says something else in these
    /// members.
    case changed([String])

    /// Whether there is just no document at this address, so that the next of ``Discovery/addresses(of:)`` is worth a
    /// try.
    public var isNotThere: Bool {
        switch self {
        case .status(let status): (400..<500).contains(status) && status != 429
        case .notJSON(.html), .notJSON(.empty): true
        case .notJSON, .badJSON, .issuerMissing, .issuerDiffers, .missing, .wrongType, .badEndpoint, .noCodeFlow,
            .noFormPost, .noS256, .noSignature, .changed:
            false
        }
    }

    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .status: "discovery_http_status"
        case .notJSON: "discovery_not_json"
        case .badJSON: "discovery_bad_json"
        case .issuerMissing: "discovery_issuer_missing"
        case .issuerDiffers: "discovery_issuer_mismatch"
        case .missing: "discovery_member_missing"
        case .wrongType: "discovery_member_type"
        case .badEndpoint: "discovery_bad_endpoint"
        case .noCodeFlow: "discovery_no_code_flow"
        case .noFormPost: "discovery_no_form_post"
        case .noS256: "discovery_no_s256"
        case .noSignature: "discovery_no_signature"
        case .changed: "discovery_changed"
        }
    }

    public var message: String {
        switch self {
        case .status(let status) where (400..<500).contains(status) && status != 429:
            "There is no OpenID provider at this address (HTTP \(status)). Check the issuer for a typing error; it may "
                + "need a path, such as /realms/NAME."
        case .status(let status) where (300..<400).contains(status):
            "The discovery document is behind a redirect (HTTP \(status)) that is not followed. Enter the issuer to "
                + "which it leads."
        case .status(let status):
            "The provider answered HTTP \(status) when asked for its discovery document. Try again later."
        case .notJSON(.html):
            "There is a web page instead of a discovery document. Check the issuer, and that no login page of the "
                + "network is in between."
        case .notJSON(let kind):
            "The discovery document is not JSON: \(kind.noun). Check that the issuer is the right address."
        case .badJSON(let fault):
            "The discovery document cannot be read. \(fault.message) Check that the issuer is the right address."
        case .issuerMissing:
            "The discovery document does not name its issuer, so it proves nothing. Ask whoever runs the provider."
        case .issuerDiffers(let found):
            "The discovery document is of another issuer: it names \"\(found.safeAddress(limit: 120))\". If that is the "
                + "provider you trust, enter it exactly like that."
        case .missing(let name):
            "The discovery document has no \(name), which a login needs. Ask whoever runs the provider."
        case .wrongType(let name):
            "The discovery document has a \(name) of the wrong type. Ask whoever runs the provider."
        case .badEndpoint(let name, let found, let why):
            "The discovery document names \"\(found.safeAddress(limit: 120))\" as \(name), which is not usable. \(why)"
        case .noCodeFlow:
            "The provider does not offer the authorization code flow in the query, and pixie uses no other. Ask "
                + "whoever runs the provider to allow response_type code."
        case .noFormPost:
            "The provider does not offer answers as forms (response_mode=form_post). Leave response_mode out: the "
                + "answer then comes in the query."
        case .noS256:
            "The provider lists PKCE methods without S256. pixie never falls back to plain. Ask whoever runs the "
                + "provider to allow S256."
        case .noSignature:
            "The provider lists no signature algorithm for ID tokens that pixie can verify. Ask whoever runs the "
                + "provider to sign with RS256 or ES256."
        case .changed(let members):
            "The provider has changed \(members.joined(separator: ", ")) since the last login, and this one was begun "
                + "with what it said then. No code was sent. Log in again: the new document is used."
        }
    }
}
