import LoginFlow
import OAuth
import Presets
import Screen

/// The form for a first login: what to type, and what is wrong with it field by field.
struct ProfileForm: Sendable, Equatable {
    enum Field: Int, Sendable, CaseIterable {
        case provider, firstValue, secondValue, thirdValue, issuer, clientID, scopes, port, redirect, secret
        case keyFile, keyID, decryptionFile

        var label: String {
            switch self {
            case .provider: "Provider"
            case .firstValue, .secondValue, .thirdValue: "Value"
            case .issuer: "Issuer"
            case .clientID: "Client ID"
            case .scopes: "Scopes"
            case .port: "Port"
            case .redirect: "Redirect"
            case .secret: "Secret"
            case .keyFile: "Key file"
            case .keyID: "Key ID"
            case .decryptionFile: "Decryption"
            }
        }
    }

    /// One for each field, in the order of the fields. A dictionary would cost a part of the first frame.
    private var editors: [LineEditor]
    /// What can be chosen by name, and which of it is.
    private(set) var providers: ProviderField
    private(set) var focus = Field.issuer
    /// Scopes that the form filled in itself, until the person writes others.
    private var filledScopes: String?
    /// Fields that the person left or tried to send: only these complain.
    private(set) var visited: [Field] = []
    /// What was read of the key files that were named when the form was sent.
    private(set) var found: KeyFilesFound?
    /// What is not in the form and goes into the plan as it is.
    private let prefill: Prefill

    init(_ prefill: Prefill) {
        self.prefill = prefill
        providers = ProviderField(prefill.presets, chosen: prefill.provider)
        editors = Field.allCases.map { field in
            switch field {
            case .provider, .firstValue, .secondValue, .thirdValue, .redirect: LineEditor("")
            case .issuer: LineEditor(prefill.issuer)
            case .clientID: LineEditor(prefill.clientID)
            case .scopes: LineEditor(prefill.scopes)
            case .port: LineEditor(prefill.port.map(String.init) ?? "")
            case .secret: LineEditor(prefill.clientSecret?.reveal() ?? "", isMasked: true)
            case .keyFile: LineEditor(prefill.keyFile)
            case .keyID: LineEditor(prefill.keyID)
            case .decryptionFile: LineEditor(prefill.decryptionFile)
            }
        }
        for (field, value) in valueFields {
            set(field, LineEditor(prefill.values.last { $0.name == value.name }?.value ?? ""))
        }
        fillScopes(replacing: prefill.provider == nil ? nil : Prefill().scopes)
        // What is filled in already was meant: if it is wrong, say so at once.
        visited = Field.allCases.filter { !editor($0).isEmpty }
        focus = fields.first { fault(of: $0) != nil } ?? .issuer
    }

    /// Something was typed already, or filled in by an option.
    var isTouched: Bool {
        !text(.issuer).isEmpty || !text(.clientID).isEmpty || !visited.filter { $0 != .scopes }.isEmpty
    }

    /// Providers to choose from by name, where there were none so far.
    mutating func offer(_ presets: [Preset]) {
        guard providers.presets.isEmpty else { return }
        providers = ProviderField(presets, chosen: prefill.provider)
    }

    /// Just those that the provider needs. A registered redirect URI decides the port.
    var fields: [Field] {
        let rules = rules
        return Field.allCases.filter { field in
            switch field {
            case .provider: providers.isOffered
            case .firstValue, .secondValue, .thirdValue: value(in: field) != nil
            case .issuer: providers.preset == nil
            case .clientID: true
            case .scopes: rules.request.scope != .absent
            case .port: fixedRedirect == nil && rules.redirect.port == .any
            case .redirect: fixedRedirect == nil && rules.redirect.port == .exact
            case .secret: rules.client.methods?.contains { $0 == .clientSecretPost || $0 == .clientSecretBasic } ?? true
            case .keyFile: wantsClientKey
            case .keyID: wantsKeyID
            case .decryptionFile: wantsDecryptionKey
            }
        }
    }

    /// What the chosen provider wants to know, in the fields for it.
    private var valueFields: [(field: Field, value: PresetValue)] {
        let values = providers.preset?.needed().filter { $0.standard == nil } ?? []
        return zip([Field.firstValue, .secondValue, .thirdValue], values).map { (field: $0, value: $1) }
    }

    /// What goes into a field, where that depends on the provider.
    func value(in field: Field) -> PresetValue? { valueFields.first { $0.field == field }?.value }

    /// Those of the chosen provider, as far as they are known before its values are.
    var rules: ProviderRules { providers.preset?.sample?.rules ?? prefill.rules }

    func label(of field: Field) -> String { value(in: field)?.label ?? field.label }

    /// The redirect URI from the command line, which the form only shows.
    var fixedRedirect: RedirectPlan? { prefill.redirect }

    var extraParameters: [FormPair] { prefill.extraParameters }

    /// Keys that came with the form and stand in no field.
    var keysBeforehand: ClientKeys { prefill.keys }

    /// Takes what came of reading the key files.
    mutating func take(_ found: KeyFilesFound) {
        self.found = found
        // What is wrong with a file is said at once, wherever the cursor is.
        if found.signing != nil { visited += [.keyFile, .keyID] }
        if found.decryption != nil { visited.append(.decryptionFile) }
    }

    mutating func forgetKeys() { found = nil }

    func editor(_ field: Field) -> LineEditor { editors[field.rawValue] }

    private mutating func set(_ field: Field, _ editor: LineEditor) { editors[field.rawValue] = editor }

    func text(_ field: Field) -> String { editor(field).text }

    mutating func edit(_ key: Key) -> Bool {
        if focus == .provider {
            guard providers.choose(by: key) else { return false }
            for field in [Field.firstValue, .secondValue, .thirdValue] { set(field, LineEditor("")) }
            visited.removeAll {
                switch $0 {
                case .firstValue, .secondValue, .thirdValue, .keyFile, .keyID, .decryptionFile: true
                case .provider, .issuer, .clientID, .scopes, .port, .redirect, .secret: false
                }
            }
            fillScopes(replacing: filledScopes ?? Prefill().scopes)
            return true
        }
        var editor = editor(focus)
        guard editor.apply(key) else { return false }
        set(focus, editor)
        return true
    }

    mutating func moveFocus(by count: Int) {
        visited.append(focus)
        let fields = fields
        let index = fields.firstIndex(of: focus) ?? 0
        focus = fields[(index + count + fields.count) % fields.count]
    }

    /// Goes to the field of that number among ``fields``.
    mutating func focus(_ index: Int) {
        guard fields.indices.contains(index) else { return }
        visited.append(focus)
        focus = fields[index]
    }

    /// The usual scopes of the provider, unless the person wrote others.
    private mutating func fillScopes(replacing old: String?) {
        guard let old, text(.scopes) == old else { return }
        let scopes = providers.preset.map { ($0.scopes).joined(separator: " ") } ?? Prefill().scopes
        set(.scopes, LineEditor(scopes))
        filledScopes = scopes
    }

    /// The form of a plan that comes back: the same, when the plan is of this form.
    func following(_ plan: LoginPlan) -> ProfileForm {
        if self.plan == plan { return self }
        var prefill = Prefill(plan)
        prefill.presets = providers.presets
        return ProfileForm(prefill)
    }

    /// An empty one with the same choice of providers.
    var fresh: ProfileForm {
        var prefill = Prefill()
        prefill.presets = providers.presets
        return ProfileForm(prefill)
    }

    /// Goes to the next field that needs something, or makes the plan when none does.
    mutating func submit() -> LoginPlan? {
        visited.append(focus)
        if fault(of: focus) != nil { return nil }
        if let next = fields.first(where: { fault(of: $0) != nil }) {
            if next.rawValue < focus.rawValue { visited.append(next) }
            focus = next
            return nil
        }
        visited = fields
        return plan
    }

    private var plan: LoginPlan? {
        guard let client = try? client() else { return nil }
        return LoginPlan(
            client: client, redirect: redirect, waitSeconds: prefill.waitSeconds,
            isStepwise: prefill.isStepwise, verifierLength: prefill.verifierLength)
    }

    /// Where the answer is to come to.
    var redirect: RedirectPlan {
        if let fixed = prefill.redirect { return fixed }
        if fields.contains(.redirect), let address = try? RedirectURI(text(.redirect).trimmed) {
            return RedirectPlan(registered: address)
        }
        return .loopback(port: fields.contains(.port) ? Int(text(.port).trimmed) : nil)
    }

    /// What is wrong although every field is good: a parameter from the command line.
    var otherFault: String? {
        do {
            _ = try client()
            return nil
        } catch let fault as ClientFault {
            return fault.message
        } catch let fault as PresetFault {
            return fault.message
        } catch {
            return "The login cannot be started with these values."
        }
    }

    private func client() throws -> ClientConfiguration {
        let choice = try providers.preset?.choice(givenValues)
        let issuer = try choice?.issuer ?? Issuer.read(typed: text(.issuer)).issuer
        let secret = fields.contains(.secret) ? text(.secret) : ""
        return try ClientConfiguration(
            issuer: issuer, clientID: text(.clientID).trimmed, clientSecret: secret.isEmpty ? nil : Secret(secret),
            scopes: fields.contains(.scopes) ? Self.words(text(.scopes)) : [],
            extraParameters: choice?.parameters(with: prefill.extraParameters) ?? prefill.extraParameters,
            rules: choice?.rules ?? prefill.rules
        ).proving(keys: keys, dpop: prefill.dpop)
    }

    private var givenValues: [FormPair] {
        let fields = valueFields
        let typed = fields.map { FormPair($0.value.name, text($0.field).trimmed) }
        let known = providers.preset?.values ?? []
        return prefill.values.filter { pair in
            known.contains { $0.name == pair.name } && !typed.contains { $0.name == pair.name }
        } + typed
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
