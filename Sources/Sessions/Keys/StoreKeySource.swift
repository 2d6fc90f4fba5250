/// Where the key of the store comes from. A person chooses it once; pixie never changes it by itself.
public enum StoreKeySource: UInt8, Sendable, CaseIterable {
    /// The desktop's keyring, through `secret-tool`.
    case secretService = 1
    /// Made from a passphrase with scrypt (RFC 7914), every time.
    case passphrase = 2
    /// The kernel's keyring: gone when the machine restarts.
    case kernelKeyring = 3
    /// A file beside the sessions. Whoever can read it can read them.
    case plainFile = 4
    /// Nothing is stored.
    case memory = 5

    /// How the command line and the environment call it.
    public var name: String {
        switch self {
        case .secretService: "secret-service"
        case .passphrase: "passphrase"
        case .kernelKeyring: "kernel-keyring"
        case .plainFile: "plain-file"
        case .memory: "memory"
        }
    }

    public init?(name: String) {
        guard let source = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = source
    }

    /// One sentence: what it protects, and when it is gone.
    public var promise: String {
        switch self {
        case .secretService: "Encrypted; the key is in your desktop's keyring and opens when you log in there."
        case .passphrase: "Encrypted; the key is made from a passphrase that pixie asks you for."
        case .kernelKeyring: "Encrypted; the key is in the kernel's memory, and gone when this machine restarts."
        case .plainFile: "Not safe: the key lies in a file beside the sessions. Only file permissions protect it."
        case .memory: "Nothing is stored; tokens are gone when pixie ends."
        }
    }
}
