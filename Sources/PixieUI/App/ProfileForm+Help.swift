import Presets

extension ProfileForm {
    /// What the chosen provider says about a field; nil leaves it to the screen.
    func help(of field: Field) -> String? {
        let help = providers.preset?.help
        switch field {
        case .provider: return providers.preset.map { preset in ([preset.about] + preset.notes).joined(separator: " ") }
        case .firstValue, .secondValue, .thirdValue: return value(in: field)?.help
        case .clientID: return help?.clientID
        case .scopes: return help?.scopes
        case .secret: return help?.clientSecret
        case .port, .redirect: return help?.redirect
        case .keyFile: return help?.clientKey
        case .keyID: return help?.clientKeyID
        case .decryptionFile: return help?.decryptionKey
        case .issuer: return nil
        }
    }
}
