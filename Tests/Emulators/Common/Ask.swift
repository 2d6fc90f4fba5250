import DemoProvider
import FoundationEssentials
import HTTPTypes
import Synchronization

/// One request to an emulator, its parameters read, and what is noted about it.
struct Ask: Sendable {
    /// What kind of address is asked, for the rules that look at more than one request.
    enum Place: String, Sendable {
        case discovery, keys, authorize, pushed, token, resource, device, logout, other
    }

    /// How the parameters of a body came.
    enum BodyKind: Sendable {
        case form, json, none
    }

    /// What was found out while the request was looked at.
    final class Notes: Sendable {
        struct Content: Sendable {
            var place = Place.other
            var kept: [String] = []
            /// What the client did wrong where the system itself would not refuse it.
            var misconduct: [String] = []
        }

        private let content = Mutex(Content())

        var all: Content { content.withLock { $0 } }
        func change(_ change: (inout Content) -> Void) { content.withLock { change(&$0) } }
    }

    let question: Question
    /// Scheme, host and port of the emulator.
    let origin: String
    let query: [FormPair]
    /// The parameters of the body; the members of a JSON object, which must be texts.
    let body: [FormPair]
    let bodyKind: BodyKind
    let notes = Notes()
    /// Seconds since 1970.
    let now: Int

    init(_ question: Question, origin: String) {
        self.question = question
        self.origin = origin
        now = Int(Date().timeIntervalSince1970)
        query = (try? FormCoding.decode(question.query)) ?? []
        let type = question.fields[.contentType]?.prefix { $0 != ";" }.lowercased()
        if type == "application/json", let document = JSON.read(question.body), case .object(let members) = document {
            bodyKind = .json
            body = members.map { FormPair($0.name, $0.value.string ?? $0.value.text) }
        } else if question.hasFormBody, let text = String(validating: question.body, as: UTF8.self),
            let pairs = try? FormCoding.decode(text)
        {
            bodyKind = .form
            body = pairs
        } else {
            bodyKind = .none
            body = []
        }
    }

    /// The parameters from where the method carries them.
    var pairs: [FormPair] { question.method == .post ? body : query }

    /// The value of a parameter; one without a value counts as not sent (RFC 6749 section 3.1).
    subscript(name: String) -> String? {
        pairs.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    var names: Set<String> { Set(pairs.map(\.name)) }

    /// A name that is there twice.
    func repeatedName(but allowed: Set<String> = []) -> String? {
        var seen: Set<String> = []
        return pairs.first { !allowed.contains($0.name) && !seen.insert($0.name).inserted }?.name
    }

    func at(_ place: Place) { notes.change { $0.place = place } }

    /// Notes that a rule was looked at; where it is broken, the request ends with `answer`.
    func must(_ rule: String, _ isKept: Bool, _ answer: @autoclosure () -> Answer) throws(Refusal) {
        guard isKept else { throw Refusal(rule: rule, answer: answer()) }
        shows(rule)
    }

    /// The value, where the rule that it is there and right is kept.
    func need<Value>(_ rule: String, _ value: Value?, _ answer: @autoclosure () -> Answer) throws(Refusal) -> Value {
        guard let value else { throw Refusal(rule: rule, answer: answer()) }
        shows(rule)
        return value
    }

    /// Notes that this answer shows what the rule says of the system.
    func shows(_ rules: String...) { notes.change { $0.kept += rules } }

    func accuse(_ sentence: String) { notes.change { $0.misconduct.append(sentence) } }

    /// The token behind a scheme of the Authorization header; schemes have no case.
    func authorization(_ scheme: String) -> String? {
        guard let field = question.fields[.authorization] else { return nil }
        let lead = scheme.lowercased() + " "
        return field.lowercased().hasPrefix(lead) ? String(field.dropFirst(lead.count)) : nil
    }

    /// User and password of the Basic scheme, decoded as RFC 6749 section 2.3.1 says.
    var basic: (user: String, password: String)? {
        guard let coded = authorization("Basic"), let octets = Base64URL.decodeStandard(coded),
            let text = String(validating: octets, as: UTF8.self), let colon = text.firstIndex(of: ":"),
            let pair = try? FormCoding.decode("\(text[..<colon])=\(text[text.index(after: colon)...])").first
        else { return nil }
        return (pair.name, pair.value)
    }
}
