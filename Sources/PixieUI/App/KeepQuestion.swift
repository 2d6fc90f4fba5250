/// What the person is asked before something is kept that cannot be kept without a word. It is asked when the screens
/// are gone.
public enum KeepQuestion: Sendable, Equatable {
    /// Where the key of what is stored shall lie.
    case place
    /// The passphrase of the store.
    case passphrase
    /// Nothing: it is tried once more.
    case nothing

    /// What comes after leaving, for the line of the key.
    var note: String {
        switch self {
        case .place: "pixie asks where the key to it lies"
        case .passphrase: "pixie asks for the passphrase"
        case .nothing: "pixie tries once more to store it"
        }
    }
}
