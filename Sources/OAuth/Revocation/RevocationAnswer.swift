/// Judges the answer of the revocation endpoint (RFC 7009 section 2.2).
public enum RevocationAnswer {
    /// Returns when the token is revoked: "the content of the response body is ignored by the client as all necessary
    /// information is conveyed in the response code".
    public static func judge(_ reply: HTTPReply) throws(RevocationFault) {
        switch reply.status {
        case 200..<300:
            return
        case 300..<400:
            throw .redirected(to: reply.header("Location"))
        case 429, 500...:
            throw .unavailable(status: reply.status, retryAfter: reply.retryAfter)
        case 404:
            throw .notThere
        case _:
            guard let json = try? JSONReader.readObject(reply.body), let error = TokenError(json, reply: reply) else {
                throw .status(reply.status)
            }
            throw .refused(error)
        }
    }
}

/// Why a token may live on.
public enum RevocationFault: Error, Sendable, Equatable {
    /// 400 with a code, such as `unsupported_token_type` (RFC 7009 section 2.2.1).
    case refused(TokenError)
    /// "The client must assume the token still exists and may retry after a reasonable delay."
    case unavailable(status: Int, retryAfter: Double?)
    /// 404: the metadata name an address where nothing is.
    case notThere
    /// Never followed: the token would go along.
    case redirected(to: ForeignText?)
    case status(Int)

    /// Stable name for scripts.
    public var reason: String {
        switch self {
        case .refused(let error) where error.code.isExactly("unsupported_token_type"): "unsupported_token_type"
        case .refused(let error): error.reason
        case .unavailable: "revocation_unavailable"
        case .notThere: "revocation_not_there"
        case .redirected: "revocation_redirected"
        case .status: "revocation_http_status"
        }
    }

    /// What happened, without what to do about the session: that is the person's choice.
    public var message: String {
        switch self {
        case .refused(let error) where error.code.isExactly("unsupported_token_type"):
            "The provider does not revoke tokens of this kind (unsupported_token_type)."
        case .refused(let error):
            "The provider refused to revoke the token with \(error.quotedCode) (HTTP \(error.status))."
        case .unavailable(let status, let wait?):
            "The provider cannot revoke right now (HTTP \(status)); it asks to wait \(Durations.short(wait))."
        case .unavailable(let status, nil):
            "The provider cannot revoke right now (HTTP \(status))."
        case .notThere:
            "There is nothing at the provider's revocation endpoint (HTTP 404)."
        case .redirected:
            "The revocation endpoint wants to redirect, which is not followed: the token would go along."
        case .status(let status):
            "The revocation endpoint answered HTTP \(status) without a reason."
        }
    }
}
