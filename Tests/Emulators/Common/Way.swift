import DemoProvider

/// The way back to the client: its redirect URI and what is put behind it, in order.
struct Way: Sendable {
    var uri: String
    var pairs: [FormPair]
    var fragment: String?

    var address: String {
        uri + (uri.contains("?") ? "&" : "?") + FormCoding.encode(pairs) + (fragment.map { "#" + $0 } ?? "")
    }

    /// The first value with this name. Setting it replaces that one or adds one; `nil` removes all.
    subscript(name: String) -> String? {
        get { pairs.first { $0.name == name }?.value }
        set {
            guard let newValue else { return pairs.removeAll { $0.name == name } }
            if let place = pairs.firstIndex(where: { $0.name == name }) {
                pairs[place] = FormPair(name, newValue)
            } else {
                pairs.append(FormPair(name, newValue))
            }
        }
    }
}
