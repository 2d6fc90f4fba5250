/// The token endpoint's refusal (RFC 6749 section 5.2).
///
/// Besides the standard's `{error, error_description}` the shapes `{code, message}`, `{message}` and an `error` object
/// are read, which providers send from the same endpoint. The keys decide, not the status.
public struct TokenError: Sendable, Equatable {
    /// `error` or `code`; empty when the answer has only a message, or an `error` that is no code.
    public let code: ForeignText
    /// `error_description` or `message`; an `error` that is no code, as it was written.
    public let text: ForeignText?
    public let status: Int
    /// The provider's number for this request, to be given to its support.
    public let requestID: ForeignText?
    /// What it offers to choose from for the step that is left.
    public let choices: [OfferedChoice]

    public init(
        code: ForeignText, text: ForeignText? = nil, status: Int, requestID: ForeignText? = nil,
        choices: [OfferedChoice] = []
    ) {
        self.code = code
        self.text = text
        self.status = status
        self.requestID = requestID
        self.choices = choices
    }

    /// The error codes that are told apart; every other one is ``other``.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        // RFC 6749 5.2
        case invalidRequest = "invalid_request"
        case invalidClient = "invalid_client"
        case invalidGrant = "invalid_grant"
        case unauthorizedClient = "unauthorized_client"
        case unsupportedGrantType = "unsupported_grant_type"
        case invalidScope = "invalid_scope"
        // RFC 8707 2
        case invalidTarget = "invalid_target"
        // RFC 9449 5 and 8
        case invalidDPoPProof = "invalid_dpop_proof"
        case useDPoPNonce = "use_dpop_nonce"
        // RFC 8628 3.5
        case authorizationPending = "authorization_pending"
        case slowDown = "slow_down"
        case accessDenied = "access_denied"
        case expiredToken = "expired_token"
        /// PKCE was refused (WorkOS: `pkce_not_supported`, `code_challenge_not_found`).
        case pkceRefused = "pkce_refused"
        /// A step is left that only the provider's pages can do: confirming an address, a second factor, a choice.
        case stepLeft = "step_left"
        case other = "other"
    }

    /// Codes without a specification that mean a known situation.
    private static let situations: [String: Kind] = [
        "pkce_not_supported": .pkceRefused, "code_challenge_not_found": .pkceRefused,
        "email_verification_required": .stepLeft, "mfa_enrollment": .stepLeft, "mfa_challenge": .stepLeft,
        "organization_selection_required": .stepLeft, "sso_required": .stepLeft, "radar_challenge": .stepLeft,
        "organization_authentication_methods_required": .stepLeft, "application_consent_required": .stepLeft,
        "radar_sign_up_challenge": .stepLeft, "radar_sms_sign_in_challenge": .stepLeft,
        "passkey_progressive_enrollment": .stepLeft, "interaction_required": .stepLeft, "login_required": .stepLeft,
    ]

    public var kind: Kind {
        let known: [Kind] = Kind.allCases.filter { $0 != .pkceRefused && $0 != .stepLeft && $0 != .other }
        return known.first { code.isExactly($0.rawValue) }
            ?? Self.situations.first { code.isExactly($0.key) }?.value ?? .other
    }

    /// For a sentence: the code in quotation marks, or that there is none.
    var quotedCode: String { code.isEmpty ? "an error without a code" : "\"\(code.safe(limit: 80))\"" }

    /// For evidence and brackets: the code, or that there is none.
    var shownCode: String { code.isEmpty ? "without a code" : code.safe(limit: 80) }

    /// Stable name for scripts: the code if it is a known one.
    public var reason: String { kind == .other ? "token_refused" : kind.rawValue }

    /// What the request wanted; it changes the words for ``Kind/invalidGrant``.
    public enum Grant: Sendable, Hashable { case code, refresh }

    /// For the exchange of a code.
    public var message: String { message(for: .code) }

    /// What happened and what to do, with the provider's own words and request number at the end.
    public func message(for grant: Grant) -> String {
        var sentence = kind.sentence(self, grant)
        if let text, !text.isEmpty { sentence += " The provider says: \"\(text.safe(limit: 300))\"" }
        if let requestID, !requestID.isEmpty { sentence += " Request \(requestID.safe(limit: 80))." }
        return sentence
    }
}

extension TokenError {
    /// The refusal in an answer's JSON, or nil when it has none of the known shapes.
    init?(_ json: JSONObject, reply: HTTPReply) {
        func text(_ name: String, in object: JSONObject) -> ForeignText? {
            object[name]?.string.map { ForeignText($0) }
        }
        // Some write the number into the answer instead of a header.
        let numbers = ["request_id", "trace_id", "correlation_id"].lazy.compactMap { text($0, in: json) }
        var requestID = reply.requestID ?? numbers.first { !$0.isEmpty }
        // Singpass names the answer beside the trace.
        if let trace = text("trace_id", in: json), let id = text("id", in: json), reply.requestID == nil {
            requestID = ForeignText("\(id.raw) \(trace.raw)")
        }
        let choices = OfferedChoice.all(in: json)
        if let error = json["error"], error != .null, error.string?.isEmpty != true {
            let inner = error.object
            let code =
                error.string.map { ForeignText($0) } ?? inner.flatMap { text("status", in: $0) ?? text("code", in: $0) }
            let words =
                text("error_description", in: json) ?? inner.flatMap { text("message", in: $0) }
                ?? text("message", in: json)
            self.init(
                code: code ?? ForeignText(""), text: words ?? (code == nil ? error.plain() : nil),
                status: reply.status, requestID: requestID, choices: choices)
        } else if let words = text("message", in: json) {
            let code = text("code", in: json) ?? ForeignText("")
            self.init(
                code: code, text: words, status: reply.status, requestID: requestID, choices: choices)
        } else if let code = text("code", in: json) {
            self.init(code: code, status: reply.status, requestID: requestID, choices: choices)
        } else {
            return nil
        }
    }
}

extension TokenError.Kind {
    fileprivate func sentence(_ error: TokenError, _ grant: TokenError.Grant) -> String {
        switch self {
        case .invalidRequest:
            "The provider could not read the token request. Check the client's registration and additional parameters."
        case .invalidClient:
            "The provider does not know this client id, or the client secret is wrong. Check both in the profile."
        case .invalidGrant where grant == .refresh:
            "The refresh token was refused: it is too old, revoked or already used. Log in again."
        case .invalidGrant:
            "The code was refused: it is too old, already used, or of another redirect URI or verifier. Start again."
        case .unauthorizedClient:
            "This client may not use this grant. Its registration at the provider must allow it."
        case .unsupportedGrantType:
            "The token endpoint does not support this grant. Check that the issuer is the right one."
        case .invalidScope:
            "The provider does not allow one of the scopes. Check them in the profile."
        case .invalidTarget:
            "The provider does not know or allow the resource. Check the parameter resource."
        case .invalidDPoPProof, .useDPoPNonce:
            "The provider did not take the proof of possession (DPoP). If the login sent none, log in with --dpop always; "
                + "if it did, this machine's clock may be wrong."
        case .authorizationPending:
            "The login is not finished in the browser yet. Finish it there."
        case .slowDown:
            "The provider wants fewer questions. Wait a little."
        case .accessDenied:
            "You or the provider declined. Start again to try once more or with another account."
        case .expiredToken:
            "The time for this login is over. Start again."
        case .pkceRefused:
            "The provider refused PKCE for this client. Its registration must allow it: pixie never logs in without."
        case .stepLeft:
            "The provider wants another step first (\(error.shownCode)), which only its own pages can do. "
                + "Start again and finish it in the browser."
        case .other where error.code.isEmpty:
            "The provider refused the token request with HTTP \(error.status). Start again."
        case .other:
            "The provider refused the token request with \(error.quotedCode) (HTTP \(error.status)). "
                + "Start again."
        }
    }
}
