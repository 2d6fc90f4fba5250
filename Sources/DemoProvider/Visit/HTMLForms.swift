/// A form of a page, as far as a visitor fills it in.
struct HTMLForm: Sendable, Equatable {
    enum Kind: Sendable, Equatable { case text, password, hidden, button }

    struct Field: Sendable, Equatable {
        let name: String
        let value: String
        let kind: Kind
    }

    var action: String
    var isPost: Bool
    /// What is sent; of the buttons only the first, which is the one that goes on.
    var fields: [Field] = []
    /// What the first button says.
    var firstButton: String?

    var asksPassword: Bool { fields.contains { $0.kind == .password } }
}

/// A small tolerant reader for forms. It looks at tags only, in one pass, and knows no more HTML than forms need.
enum HTMLForms {
    static func read(_ html: String) -> [HTMLForm] {
        var forms: [HTMLForm] = []
        var isInForm = false
        var rest = html[...]
        while let tag = HTMLTag.next(in: &rest) {
            switch tag.name {
            case "form":
                let method = tag["method"]?.lowercased()
                forms.append(HTMLForm(action: tag["action"] ?? "", isPost: method == "post"))
                isInForm = true
            case "/form":
                isInForm = false
            case "input" where isInForm, "button" where isInForm:
                add(tag, label: text(before: "<", in: rest), to: &forms[forms.count - 1])
            default:
                break
            }
        }
        return forms
    }

    private static func add(_ tag: HTMLTag, label: String, to form: inout HTMLForm) {
        let type = tag["type"]?.lowercased() ?? (tag.name == "button" ? "submit" : "text")
        let value = tag["value"] ?? ""
        let kind: HTMLForm.Kind
        switch type {
        case "submit":
            guard form.firstButton == nil else { return }
            form.firstButton = tag.name == "button" ? label : value
            kind = .button
        case "hidden": kind = .hidden
        case "password": kind = .password
        case "text", "email": kind = .text
        default: return
        }
        guard let name = tag["name"], !name.isEmpty else { return }
        form.fields.append(HTMLForm.Field(name: name, value: value, kind: kind))
    }

    /// What the first heading of a page says.
    static func headline(of html: String) -> String? {
        var rest = html[...]
        while let tag = HTMLTag.next(in: &rest) {
            if tag.name == "h1" {
                let text = text(before: "<", in: rest)
                return text.isEmpty ? nil : text
            }
        }
        return nil
    }

    private static func text(before end: Character, in rest: Substring) -> String {
        let raw = HTMLTag.decoded(rest.prefix(300).prefix { $0 != end })
        let words = raw.split { $0.isWhitespace }.joined(separator: " ")
        return String(words.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint && $0.value >= 0x20 })
    }

    /// A reference from a page or a Location field as an address; `nil` when it leaves this machine.
    static func resolve(_ reference: String, against base: LoopbackURI) -> LoopbackURI? {
        if reference.isEmpty { return base }
        if reference.hasPrefix("//") { return LoopbackURI("http:" + reference) }
        if reference.hasPrefix("/") { return LoopbackURI(base.origin + reference) }
        if reference.hasPrefix("?") { return LoopbackURI(base.origin + base.path + reference) }
        if reference.lowercased().hasPrefix("http://") { return LoopbackURI(reference) }
        if reference.prefix(while: { $0 != "/" && $0 != "?" }).contains(":") { return nil }
        let folder = base.path.lastIndex(of: "/").map { base.path[...$0] } ?? "/"
        return LoopbackURI(base.origin + folder + reference)
    }
}
