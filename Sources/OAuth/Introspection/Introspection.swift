/// What the provider says of a token (RFC 7662 section 2.2). It is its word and not a proof: nothing is signed.
public struct Introspection: Sendable, Equatable {
    /// False is an answer like another: the token has expired, was revoked, or is not for this client to ask about.
    public let isActive: Bool
    /// Every member as it came.
    public let json: JSONObject
    /// The same, explained.
    public let members: [InspectedMember]
    /// What is worth a second look.
    public let notes: [String]

    /// - Parameters:
    ///   - clientID: The client whose token it was taken for.
    ///   - issuer: The provider that was asked.
    public static func judge(
        _ reply: HTTPReply, clientID: String, issuer: Issuer, at now: Timestamp
    ) throws(IntrospectionFault) -> Introspection {
        let json: JSONObject
        do throws(TokenFault) {
            // RFC 9701: the answer as a signed token, which pixie did not ask for.
            if reply.header("Content-Type")?.raw.lowercased().hasPrefix("application/token-introspection+jwt") == true {
                throw TokenFault.notJSON(kind: .other, status: reply.status)
            }
            json = try TokenAnswer.object(in: reply)
        } catch {
            throw .answer(error)
        }
        guard let active = json["active"] else { throw .answer(.missing("active")) }
        guard let isActive = active.bool else { throw .answer(.wrongType("active")) }
        return Introspection(isActive, json, clientID: clientID, issuer: issuer, now: now)
    }

    private init(_ isActive: Bool, _ json: JSONObject, clientID: String, issuer: Issuer, now: Timestamp) {
        self.isActive = isActive
        self.json = json
        members = InspectedMember.list(json, now: now)
        var notes: [String] = []
        if let client = json["client_id"]?.string, !client.hasOctets(of: clientID) {
            notes.append(
                "It was issued to the client \(ForeignText(client).safe(limit: 80)), not to "
                    + "\(ForeignText(clientID).safe(limit: 80)).")
        }
        if let iss = json["iss"]?.string, !iss.hasOctets(of: issuer.text) {
            notes.append("Its iss is \(ForeignText(iss).safe(limit: 200)), not \(issuer.text).")
        }
        if isActive, let exp = json["exp"]?.double.map(Timestamp.init(seconds:)), exp <= now {
            notes.append(
                "It is called active although its exp was \(Durations.relative(exp - now)): one clock is wrong.")
        }
        self.notes = notes
    }

    /// In one sentence.
    public var headline: String {
        isActive
            ? "ACTIVE: the provider accepts this token."
            : "NOT ACTIVE: the provider does not accept this token. It has expired, was revoked, or this client may not "
                + "ask about it; the provider does not say which (RFC 7662 2.2)."
    }
}

/// Why nothing was learnt about a token. The token itself is not touched by that.
public enum IntrospectionFault: Error, Sendable, Equatable {
    /// The refusal, or an answer that is none, in the forms of the token endpoint.
    case answer(TokenFault)

    private var fault: TokenFault {
        switch self {
        case .answer(let fault): fault
        }
    }

    /// Whether the provider declined, and did not just answer wrongly.
    public var isRefusal: Bool {
        if case .oauth = fault { true } else { false }
    }

    public var message: String {
        switch fault {
        case .oauth(let error):
            var sentence = "The provider does not let this client ask: \(error.shownCode) (HTTP \(error.status))."
            if let text = error.text, !text.isEmpty { sentence += " It says: \"\(text.safe(limit: 300))\"" }
            return sentence + " Many providers let only confidential clients and resource servers introspect."
        case .status(401, _), .status(403, _):
            return "The provider does not let this client ask. Many let only confidential clients and resource servers "
                + "introspect."
        case .missing(let name), .wrongType(let name), .badCharacters(let name), .tooLong(let name):
            return "The answer has no usable \(name), which RFC 7662 2.2 requires."
        case .status(let status, let wait?):
            return "The provider does not answer right now (HTTP \(status)). Try again after \(Durations.short(wait))."
        case .status(let status, nil):
            return "The introspection endpoint answered HTTP \(status) without a reason."
        case .redirected:
            return "The introspection endpoint wants to redirect, which is not followed: the token would go along."
        case .notJSON, .badJSON, .unknownTokenType, .notBound:
            return "The introspection endpoint did not answer with a JSON object (RFC 7662 2.2)."
        }
    }
}
