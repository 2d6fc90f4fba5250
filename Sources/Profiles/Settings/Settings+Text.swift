extension Settings {
    /// The value of a key as it would be written; `nil` when nothing was said.
    public func text(of key: SettingKey) -> String? {
        switch key {
        case .theme: theme?.rawValue
        case .color: color?.rawValue
        case .ascii: ascii.map { "\($0)" }
        case .mouse: mouse.map { "\($0)" }
        case .title: title.map { "\($0)" }
        case .bell: bell.map { "\($0)" }
        case .plain: plain.map { "\($0)" }
        case .times: times?.rawValue
        case .reveal:
            switch reveal {
            case .never?: "never"
            case .seconds(let seconds)?: Self.number(seconds)
            case nil: nil
            }
        case .idleMask: idleMask.map(Self.number)
        case .port: port.map { "\($0)" }
        case .browser: browser.map(Self.quoted)
        case .wait: wait.map(Self.number)
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\(value)"
    }
}
