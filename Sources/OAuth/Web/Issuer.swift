/// The identifier of a provider: https, or http on this machine, with neither query nor fragment
/// (OpenID Connect Discovery section 3, RFC 8414 section 2).
///
/// It is compared octet for octet with what the provider says of itself; not even a slash at the end is neglected.
public struct Issuer: Sendable, Hashable, CustomStringConvertible {
    public let endpoint: Endpoint

    /// An issuer exactly as written: from a file, a preset, a session.
    ///
    /// For what a person types there is ``read(typed:)``.
    public init(_ text: String) throws(IssuerFault) {
        guard text.utf8.count <= Limits.issuer else { throw .address(.tooLong(limit: Limits.issuer)) }
        let address: WebAddress
        do throws(URIFault) {
            address = try WebAddress(text)
        } catch {
            switch error {
            case .empty: throw .empty
            case .notWeb(let scheme): throw .notWeb(scheme: scheme)
            case .tooLong, .badCharacter, .noScheme, .badPercent, .badHost, .badPort, .badUserinfo, .noHost,
                .hasUserinfo:
                throw .address(error)
            }
        }
        guard address.query == nil else { throw .hasQuery }
        guard address.fragment == nil else { throw .hasFragment }
        do throws(EndpointFault) {
            endpoint = try Endpoint(address)
        } catch {
            throw .cleartext(host: ForeignText(address.host))
        }
    }

    public var text: String { endpoint.text }
    public var host: String { endpoint.address.host }
    public var description: String { text }
}

/// Why a text is not an issuer.
public enum IssuerFault: Error, Sendable, Equatable {
    case empty
    /// There is no `https://` in front. The suggestion is shown, never taken by itself.
    case noScheme(suggestion: String?)
    /// The host has letters beyond ASCII. The suggestion is the same host in A-labels; it is shown, never taken by itself.
    case internationalHost(suggestion: String)
    /// An e-mail address was typed.
    case email
    case address(URIFault)
    case notWeb(scheme: ForeignText)
    case cleartext(host: ForeignText)
    case hasQuery
    case hasFragment

    public var message: String {
        switch self {
        case .empty:
            "Enter the issuer: the address of the provider, such as https://login.example.com."
        case .noScheme(let suggestion?):
            "The issuer has no scheme. If it is \(suggestion), write it like that."
        case .noScheme(nil):
            "That is not an address. Enter the provider's address from https:// on, such as https://login.example.com."
        case .internationalHost(let suggestion):
            "The host has letters beyond ASCII, and some of them look like others. Its name on the network is "
                + "\(suggestion). If that is the provider you mean, enter it exactly like that."
        case .email:
            "That is an e-mail address. Enter the provider's address, such as https://login.example.com; the provider "
                + "asks for your e-mail address later."
        case .address(let fault):
            fault.message
        case .notWeb(let scheme):
            "The issuer starts with \(scheme.safe(limit: 40)):, but an issuer is an https address."
        case .cleartext(let host):
            "The issuer is http on \(host.safe(limit: 100)), so nobody could prove that the answers are the "
                + "provider's. Use https; http is only for this machine."
        case .hasQuery:
            "An issuer has no part behind ?. Enter only the address before it; a full authorization address is not one."
        case .hasFragment:
            "An issuer has no part behind #. Enter only the address before it."
        }
    }
}
