package import HTTPTypes

/// What the provider answers, as a value: complete before the first octet is written.
package struct Answer: Sendable, Equatable {
    package var status: HTTPResponse.Status
    package var fields: HTTPFields
    package var body: [UInt8]
    /// How the octets go over the connection.
    package var delivery: Delivery
    /// What is done to the client before this answer goes out.
    var assault: Assault?
    /// What the client did against the rules with this request, in plain sentences without secrets.
    var misconduct: [String] = []
    /// What the body or the Location field is to say, before it is written. ``settle()`` writes it.
    var draft: Draft?

    package init(
        _ status: HTTPResponse.Status, fields: HTTPFields = [:], body: [UInt8] = [], delivery: Delivery = .whole
    ) {
        self.status = status
        self.fields = fields
        self.body = body
        self.delivery = delivery
    }

    /// A JSON document, never to be stored (RFC 6749 section 5.1).
    package static func json(_ value: JSON, status: HTTPResponse.Status = .ok) -> Answer {
        var answer = Answer(status, fields: [.contentType: "application/json"], body: Array(value.text.utf8))
        answer.draft = .document(value)
        return answer
    }

    /// An answer of the token endpoint with tokens in it (RFC 6749 section 5.1).
    static func tokens(_ tokens: TokenDraft) -> Answer {
        var answer = Answer(.ok, fields: [.contentType: "application/json"])
        answer.draft = .tokens(tokens)
        return answer
    }

    /// Sends the browser back to the client (RFC 6749 section 4.1.2).
    static func callback(_ callback: Callback) -> Answer {
        var answer = callback.isFormPost ? formPost(callback) : Answer(.seeOther)
        answer.draft = .callback(callback)
        return answer
    }

    /// An error of the token, revocation or userinfo endpoint (RFC 6749 section 5.2, RFC 6750 section 3).
    static func failure(_ error: OAuthError) -> Answer {
        var answer = json(error.json, status: error.status)
        answer.misconduct = [error.misconduct].compactMap(\.self)
        if let nonce = error.nonce { answer.fields[.dpopNonce] = nonce }
        if let challenge = error.challenge {
            answer.fields[.wwwAuthenticate] = challenge
        }
        return answer
    }

    /// Sends the browser to another address with a GET, whatever the method was (RFC 9700 section 4.12).
    static func redirect(to address: String) -> Answer {
        Answer(.seeOther, fields: [.location: address])
    }

    func settingCookie(_ cookie: String?) -> Answer {
        guard let cookie else { return self }
        var copy = self
        copy.fields.append(HTTPField(name: .setCookie, value: cookie))
        return copy
    }
}
