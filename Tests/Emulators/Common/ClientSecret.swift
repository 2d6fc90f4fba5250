import DemoProvider
import HTTPTypes

/// Client authentication with a secret or without (RFC 6749 section 2.3.1).
struct ClientSecret: Sendable {
    let rule: String
    let clientID: String
    /// `nil` for a public client.
    let secret: String?

    func check(_ ask: Ask) throws(Refusal) {
        let wrong = Answer.unauthorized("Basic", "invalid_client", "client authentication failed")
        let basic = ask.basic
        try ask.must(rule, basic != nil || ask.question.fields[.authorization] == nil, wrong)
        try ask.must(rule, basic == nil || ask["client_secret"] == nil, wrong)
        try ask.must(rule, (basic?.user ?? ask["client_id"]) == clientID, wrong)
        if let body = ask["client_id"] { try ask.must(rule, body == clientID, wrong) }
        if let secret {
            try ask.must(rule, (basic?.password ?? ask["client_secret"]) == secret, wrong)
        } else {
            // A public client has none to send, also no empty one.
            try ask.must(rule, basic == nil && !ask.names.contains("client_secret"), wrong)
        }
    }
}
