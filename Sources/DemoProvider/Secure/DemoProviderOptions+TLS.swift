extension DemoProviderOptions {
    /// What a provider over https shows of itself. The certificates are made at each start.
    ///
    /// A downgrade within the metadata is no case here: it is ``right`` with another `token_endpoint`.
    public enum TLS: String, Sendable, CaseIterable {
        /// For 127.0.0.1 and localhost, by an authority of its own.
        case right = "ok"
        /// As ``right``, but signed by its own key and by no authority.
        case selfSigned = "self-signed"
        /// As ``right``, but it ended yesterday.
        case expired
        /// As ``right``, but it begins tomorrow.
        case notYetValid = "not-yet-valid"
        /// As ``right``, but for `other.example` only.
        case wrongHost = "wrong-host"
        /// As ``right``, but by an authority whose certificate is kept to itself.
        case unknownAuthority = "unknown-authority"
        /// As ``right``, but nothing newer than TLS 1.1 is spoken (RFC 8996 forbids it).
        case oldVersion = "old-version"

        /// Whether the authority behind the certificate is given to the person to trust.
        ///
        /// Where the fault is another one the authority is given all the same: the client then has to find the fault.
        var showsAuthority: Bool {
            switch self {
            case .right, .expired, .notYetValid, .wrongHost, .oldVersion: true
            case .selfSigned, .unknownAuthority: false
            }
        }
    }
}
