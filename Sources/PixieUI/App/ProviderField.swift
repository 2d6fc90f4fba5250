import Presets
import Screen

/// The field in which a provider is chosen by its name. Without a choice it is any one, by its issuer.
struct ProviderField: Sendable, Equatable {
    let presets: [Preset]
    /// Of the one that is chosen.
    private(set) var index: Int
    /// Letters that were typed one after the other.
    private var typed = ""

    /// The preset that says nothing but where to look: it stands for every provider by its issuer.
    private static let any = "oidc"

    init(_ presets: [Preset], chosen id: String?) {
        self.presets = presets
        let wanted = id ?? Self.any
        index = presets.firstIndex { $0.id == wanted } ?? 0
    }

    var isOffered: Bool { presets.count > 1 }

    var chosen: Preset? { presets.indices.contains(index) ? presets[index] : nil }

    /// What the chosen one differs in; nil for any provider by its issuer.
    var preset: Preset? { chosen.flatMap { $0.id == Self.any ? nil : $0 } }

    /// Left and right go through the list, letters to the next name that begins with them.
    mutating func choose(by key: Key) -> Bool {
        guard isOffered else { return false }
        switch key {
        case .left: step(by: -1)
        case .right: step(by: 1)
        case .home: index = 0
        case .end: index = presets.count - 1
        case .character(let letter): return find(typed + String(letter).lowercased(), or: String(letter).lowercased())
        case .paste(let text): return find(String(text.prefix(60)).trimmed.lowercased(), or: "")
        case .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .pageUp, .pageDown, .control,
            .alt, .function, .focusIn, .focusOut, .mouse, .unknown:
            return false
        }
        typed = ""
        return true
    }

    private mutating func step(by count: Int) { index = (index + count + presets.count) % presets.count }

    private mutating func find(_ whole: String, or last: String) -> Bool {
        for text in [whole, last] where !text.isEmpty {
            let found = presets.firstIndex { $0.id.hasPrefix(text) || $0.name.lowercased().hasPrefix(text) }
            guard let found else { continue }
            index = found
            typed = text
            return true
        }
        return false
    }
}
