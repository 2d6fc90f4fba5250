import LoginFlow
import OAuth
import Screen

/// The form for a first login: what to type, and what is wrong with it field by field.
struct ProfileForm: Sendable, Equatable {
    enum Field: Int, Sendable, CaseIterable {
        case issuer, clientID, scopes, port, secret

        var label: String {
            switch self {
            case .issuer: "Issuer"
            case .clientID: "Client ID"
            case .scopes: "Scopes"
            case .port: "Port"
            case .secret: "Secret"
            }
        }
    }

    private(set) var editors: [Field: LineEditor]
    private(set) var focus = Field.issuer
    /// Fields that the person left or tried to send: only these complain.
    private(set) var visited: Set<Field> = []
    /// What is not in the form and goes into the plan as it is.
    private let prefill: Prefill

    init(_ prefill: Prefill) {
        self.prefill = prefill
        editors = [
            .issuer: LineEditor(prefill.issuer),
            .clientID: LineEditor(prefill.clientID),
            .scopes: LineEditor(prefill.scopes),
            .port: LineEditor(prefill.port.map(String.init) ?? ""),
            .secret: LineEditor(prefill.clientSecret?.reveal() ?? "", isMasked: true),
        ]
        // What is filled in already was meant: if it is wrong, say so at once.
        visited = Set(Field.allCases.filter { editors[$0]?.isEmpty == false })
        focus = fields.first { fault(of: $0) != nil } ?? .issuer
    }

    /// A registered redirect URI decides the port.
    var fields: [Field] { Field.allCases.filter { $0 != .port || fixedRedirect == nil } }

    /// The redirect URI from the command line, which the form only shows.
    var fixedRedirect: RedirectPlan? { prefill.redirect }

    var extraParameters: [FormPair] { prefill.extraParameters }

    func editor(_ field: Field) -> LineEditor { editors[field, default: LineEditor()] }

    func text(_ field: Field) -> String { editor(field).text }

    mutating func edit(_ key: Key) -> Bool {
        var editor = editor(focus)
        guard editor.apply(key) else { return false }
        editors[focus] = editor
        return true
    }

    mutating func moveFocus(by count: Int) {
        visited.insert(focus)
        let fields = fields
        let index = fields.firstIndex(of: focus) ?? 0
        focus = fields[(index + count + fields.count) % fields.count]
    }

    /// Goes to the field of that number among ``fields``.
    mutating func focus(_ index: Int) {
        guard fields.indices.contains(index) else { return }
        visited.insert(focus)
        focus = fields[index]
    }

    /// Goes to the next field that needs something, or makes the plan when none does.
    mutating func submit() -> LoginPlan? {
        visited.insert(focus)
        if fault(of: focus) != nil { return nil }
        if let next = fields.first(where: { fault(of: $0) != nil }) {
            if next.rawValue < focus.rawValue { visited.insert(next) }
            focus = next
            return nil
        }
        visited = Set(fields)
        return plan
    }

    private var plan: LoginPlan? {
        guard let client = try? client() else { return nil }
        let port = Int(text(.port).trimmed)
        return LoginPlan(
            client: client, redirect: prefill.redirect ?? .loopback(port: port), waitSeconds: prefill.waitSeconds,
            isStepwise: prefill.isStepwise, verifierLength: prefill.verifierLength)
    }

    /// What is wrong although every field is good: a parameter from the command line.
    var otherFault: String? {
        do {
            _ = try client()
            return nil
        } catch let fault as ClientFault {
            return fault.message
        } catch {
            return "The login cannot be started with these values."
        }
    }

    private func client() throws -> ClientConfiguration {
        let issuer = try Issuer.read(typed: text(.issuer)).issuer
        let secret = text(.secret)
        return try ClientConfiguration(
            issuer: issuer, clientID: text(.clientID).trimmed, clientSecret: secret.isEmpty ? nil : Secret(secret),
            scopes: Self.words(text(.scopes)), extraParameters: prefill.extraParameters
        ).proving(keys: prefill.keys, dpop: prefill.dpop)
    }

    static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

extension String {
    /// Without blanks at both ends.
    var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
