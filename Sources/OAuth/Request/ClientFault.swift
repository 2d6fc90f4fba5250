/// Why a client cannot be configured like this.
///
/// Each case belongs to one field of the form.
public enum ClientFault: Error, Sendable, Equatable {
    case emptyID
    case longID(limit: Int)
    /// A control or invisible character, at this position counted from 1.
    case badID(position: Int)
    case emptySecret
    case secretAndKey
    case emptyScope
    case badScope(ForeignText)
    case repeatedScope(ForeignText)
    case longScopes(limit: Int)
    case emptyParameterName
    /// pixie sets that parameter itself; another value would switch off a check.
    case reservedParameter(String)
    case repeatedParameter(ForeignText)
    case badParameter(name: ForeignText, why: String)
    /// A rule of this provider about the client's secret. The sentence is that of the rule.
    case secretRule(String)
    /// A rule of this provider about the key that proves the client. The sentence is that of the rule.
    case keyRule(String)
    /// The same about the name of that key.
    case keyNameRule(String)
    /// The same about a key for decryption.
    case decryptionRule(String)
    /// A rule of this provider about its scopes. The sentence is that of the rule.
    case scopeRule(String)
    /// A rule of this provider about a parameter. The sentence is that of the rule.
    case parameterRule(String)

    public var message: String {
        switch self {
        case .emptyID:
            "The client id is empty. Enter the one that the provider gave for this application."
        case .longID(let limit):
            "The client id is longer than \(limit) octets. Enter only the id."
        case .badID(let position):
            "The client id has a control or invisible character at position \(position). Type it instead of pasting it."
        case .emptySecret:
            "The client secret is empty. Enter it, or leave it out: a public client has none."
        case .secretAndKey:
            "The client has a secret and a key. A client proves itself in one way: leave one of them out."
        case .emptyScope:
            "The scope has an empty word. Write scopes with one space between them."
        case .badScope(let scope):
            "\"\(scope.safe(limit: 60))\" is not a scope. A scope has neither quotes nor backslashes nor characters "
                + "outside of ASCII (RFC 6749 A.4)."
        case .repeatedScope(let scope):
            "The scope \(scope.safe(limit: 60)) is there twice. Remove one."
        case .longScopes(let limit):
            "The scopes are longer than \(limit) octets together. Ask for fewer."
        case .emptyParameterName:
            "A parameter has no name. Write it as name=value."
        case .reservedParameter(let name):
            "The parameter \(name) is reserved: pixie sets it and checks the answer with it. Remove it."
        case .repeatedParameter(let name):
            "The parameter \(name.safe(limit: 60)) is there twice (RFC 6749 3.1). Remove one."
        case .badParameter(let name, let why):
            "The parameter \(name.safe(limit: 60)) \(why)"
        case .secretRule(let sentence), .keyRule(let sentence), .keyNameRule(let sentence),
            .decryptionRule(let sentence), .scopeRule(let sentence), .parameterRule(let sentence):
            sentence
        }
    }
}
