/// What somebody else on the machine, or a page in the same browser, does to the client's callback address while a
/// login is under way. None of it may keep the login from working.
enum Attack: String, Sendable, CaseIterable {
    /// Two connections are opened and held without a word, as browsers do ahead of need.
    case preconnect
    /// Requests that never end are begun on twenty connections and left like this.
    case slowloris
    /// Sixty requests at once with a state of their own making.
    case flood
    /// `/`, `/favicon.ico` and `/robots.txt` are asked for.
    case favicon
    /// HEAD with the right parameters.
    case head
    /// OPTIONS with the right parameters, as a preflight of another site.
    case options
    /// POST with the right parameters from a page of another site.
    case post
    /// A request line of 1 MB.
    case longLine = "long-line"
    /// 10000 header lines.
    case manyHeaders = "many-headers"
    /// The right parameters under a foreign name of this machine (DNS rebinding).
    case badHost = "bad-host"
    /// The right parameters in the absolute form, for a foreign name (RFC 9112 section 3.2.2).
    case absoluteForm = "absolute-form"
    /// Two requests in one packet, both with a state of their own making.
    case pipelined
    /// Octets that are no HTTP.
    case garbage
    /// An `access_denied` without a state.
    case forgedError = "forged-error"
    /// Twenty codes with a wrong state.
    case forgedCode = "forged-code"
    /// An error description with HTML in it, with a wrong state.
    case forgedXSS = "forged-xss"
    /// The right answer, before the browser brings it.
    case duplicate
    /// Ten connections that are reset at once.
    case reset

    /// When it is carried out.
    enum Moment: Sendable {
        /// When the authorization request arrives, before anything of it is answered.
        case request
        /// When the browser is about to be sent back: only now are the right parameters known.
        case redirect
    }

    var moment: Moment {
        switch self {
        case .head, .options, .post, .badHost, .absoluteForm, .duplicate: .redirect
        case .preconnect, .slowloris, .flood, .favicon, .longLine, .manyHeaders, .pipelined, .garbage, .forgedError,
            .forgedCode, .forgedXSS, .reset:
            .request
        }
    }
}
