import OAuth

/// Reads the text of the file. Whatever is wrong is told with its place; the rest is used all the same.
struct SettingsReader {
    var settings = Settings()
    var mistakes: [ProfileMistake] = []
    /// Where each key stands that is in force.
    var lines: [SettingKey: Int] = [:]

    mutating func read(_ text: String) {
        if let mistake = TextGuard.mistake(in: text) { return mistakes.append(mistake) }
        let root: YAMLNode?
        do throws(YAMLFault) {
            root = try YAMLReader.read(text)
        } catch {
            return mistakes.append(ProfileMistake(error, in: text, advice: "The usual settings are used."))
        }
        guard let root, !root.isNothing else { return }
        guard case .mapping(let members, _) = root.content else {
            return mistakes.append(
                ProfileMistake(root.place, "Each line of the file is a key and a value, such as theme: dark."))
        }
        for (key, value) in members { read(key, value) }
    }

    private mutating func read(_ key: YAMLNode, _ value: YAMLNode) {
        let spelled = key.string ?? ""
        guard let known = SettingKey(rawValue: spelled) else {
            if !spelled.hasPrefix("x-") {
                mistakes.append(.unknown(key, known: SettingKey.allCases.map(\.rawValue)))
            }
            return
        }
        // A key without a value says nothing.
        if value.isNothing { return }
        guard let text = value.string, take(known, text) else {
            return mistakes.append(ProfileMistake(value.place, "\(known.rawValue) is \(known.expected)."))
        }
        lines[known] = key.place.line
    }

    /// False when the text is no value of that key.
    private mutating func take(_ key: SettingKey, _ text: String) -> Bool {
        switch key {
        case .theme: Self.set(&settings.theme, Settings.Theme(rawValue: text == "default" ? "terminal" : text))
        case .color: Self.set(&settings.color, Settings.ColorUse(rawValue: text))
        case .times: Self.set(&settings.times, Settings.TimeForm(rawValue: text.lowercased()))
        case .ascii: Self.set(&settings.ascii, Self.truth(text))
        case .mouse: Self.set(&settings.mouse, Self.truth(text))
        case .title: Self.set(&settings.title, Self.truth(text))
        case .bell: Self.set(&settings.bell, Self.truth(text))
        case .plain: Self.set(&settings.plain, Self.truth(text))
        case .reveal: Self.set(&settings.reveal, Self.reveal(text))
        case .idleMask: Self.set(&settings.idleMask, Self.number(text, 5...SettingKey.longestReveal))
        case .port: Self.set(&settings.port, Int(text).flatMap { (1...65535).contains($0) ? $0 : nil })
        case .browser: Self.set(&settings.browser, ForeignText(text).isPlain && !text.isEmpty ? text : nil)
        case .wait: Self.set(&settings.wait, Self.number(text, 1...Profile.longestWait))
        }
    }

    private static func set<Value>(_ setting: inout Value?, _ value: Value?) -> Bool {
        guard let value else { return false }
        setting = value
        return true
    }

    /// The words of YAML 1.1, which is what people write by hand.
    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        case _: nil
        }
    }

    private static func reveal(_ text: String) -> Settings.Reveal? {
        if ["never", "no", "false"].contains(text.lowercased()) { return .never }
        return number(text, 1...SettingKey.longestReveal).map(Settings.Reveal.seconds)
    }

    /// Not a number is in no range.
    private static func number(_ text: String, _ range: ClosedRange<Double>) -> Double? {
        Double(text).flatMap { range.contains($0) ? $0 : nil }
    }
}
