/// Judges the answer to a pushed request (RFC 9126 sections 2.2 and 2.3).
public enum PushAnswer {
    /// The lifetime of a name whose answer does not tell it, in seconds: the shortest that RFC 9126 section 2.2 mentions
    /// as usual is five.
    static let usualSeconds = 60.0

    /// - Parameter now: The wall clock when the answer came.
    public static func judge(_ reply: HTTPReply, at now: Timestamp) throws(PushFault) -> PushedRequest {
        let json: JSONObject
        do throws(TokenFault) {
            json = try TokenAnswer.object(in: reply)
        } catch {
            throw .answer(error)
        }
        guard let value = json["request_uri"], value != .null else { throw .answer(.missing("request_uri")) }
        guard let name = value.string else { throw .answer(.wrongType("request_uri")) }
        guard !name.isEmpty else { throw .answer(.missing("request_uri")) }
        guard name.utf8.count <= Limits.parameterValue else { throw .answer(.tooLong("request_uri")) }
        guard name.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { throw .answer(.badCharacters("request_uri")) }
        let lifetime: Double?
        do throws(TokenFault) {
            lifetime = try TokenMembers(json).lifetime()
        } catch {
            throw .answer(error)
        }
        return PushedRequest(requestURI: ForeignText(name), until: now + (lifetime ?? usualSeconds))
    }
}

/// Why an authorization request could not be pushed. The browser is not opened.
public enum PushFault: Error, Sendable, Equatable {
    /// The provider's refusal or an answer that is none, in the same forms as at the token endpoint.
    case answer(TokenFault)

    private var fault: TokenFault {
        switch self {
        case .answer(let fault): fault
        }
    }

    /// Stable name for scripts: of a refusal its code.
    public var reason: String {
        switch fault {
        case .oauth(let error) where error.kind != .other: error.reason
        case .oauth: "push_refused"
        case .missing, .wrongType, .badCharacters, .tooLong, .unknownTokenType, .notBound: "push_incomplete"
        case .notJSON, .badJSON: "push_not_json"
        case .redirected: "push_redirected"
        case .status: "push_http_status"
        }
    }

    /// Whether the provider declined, and did not just answer wrongly.
    public var isRefusal: Bool {
        if case .oauth = fault { true } else { false }
    }

    /// What happened, and what to do.
    public var message: String {
        switch fault {
        case .oauth(let error):
            var sentence = "The provider refused the authorization request with \(error.quotedCode)."
            if let text = error.text, !text.isEmpty { sentence += " It says: \"\(text.safe(limit: 300))\"" }
            return sentence + " Check client id, redirect URI, scopes and parameters of the profile."
        case .missing(let name), .wrongType(let name), .badCharacters(let name), .tooLong(let name):
            return "The provider took the authorization request, but its answer has no usable \(name) (RFC 9126 2.2). "
                + "Ask whoever runs the provider."
        case .status(let status, let wait?):
            return "The provider does not take authorization requests right now (HTTP \(status)). Try again after "
                + "\(Durations.short(wait))."
        case .status(let status, nil):
            return "The provider answered HTTP \(status) when the authorization request was pushed. Try again later."
        case .notJSON, .badJSON, .redirected, .unknownTokenType, .notBound:
            return
                "The provider's endpoint for pushed requests did not answer as it should: \(fault.brief). Ask whoever "
                + "runs the provider."
        }
    }

    /// The one check that failed, for the list of evidence.
    public var check: Check {
        Check(
            "request.pushed", .failed, expected: PushedRequest.expected,
            found: fault.checks.first?.found ?? ForeignText(""), clause: PushedRequest.clause)
    }
}

extension PushedRequest {
    static let expected = "a request_uri of the provider"
    static let clause = "RFC 9126 2.2"

    /// The evidence of a request that was pushed.
    public var check: Check {
        Check("request.pushed", .passed, expected: Self.expected, found: requestURI, clause: Self.clause)
    }
}
