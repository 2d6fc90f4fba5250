public import OAuth

/// Why there is no key.
public enum KeyFault: Error, Equatable, Sendable {
    /// No source was chosen yet.
    case notChosen
    /// It was chosen that nothing is stored.
    case memoryOnly
    case passphraseNeeded
    case passphraseEmpty
    case wrongPassphrase
    /// The source works, and has no key for this store: the machine was restarted, the keyring was emptied.
    case gone(StoreKeySource)
    /// The source does not work here.
    case unavailable(StoreKeySource, Unavailability)
    /// What the source gave is no key, or that of another store.
    case unfit(StoreKeySource)
    /// A file was sealed with another key than the store's.
    case otherKey(ForeignText, StoreKeySource)
    /// Another source was chosen before.
    case chosenAlready(StoreKeySource)

    /// Why a source of keys does not work here.
    public enum Unavailability: Error, Equatable, Sendable {
        case notInstalled(String)
        /// No answer within this many seconds.
        case timedOut(Double)
        case failed(ForeignText)
        /// What was stored did not come back.
        case forgets

        public var reason: String {
            switch self {
            case .notInstalled(let program): "\(program) is not installed"
            case .timedOut(let seconds): "it did not answer within \(Int(seconds)) seconds"
            case .failed(let text): text.isEmpty ? "it failed without saying why" : text.safe(limit: 200)
            case .forgets: "what was stored there did not come back"
            }
        }
    }

    public var message: String {
        switch self {
        case .notChosen:
            "Where the key of the sessions lies has not been chosen yet. Log in at a terminal, or say it with "
                + "--key-source."
        case .memoryOnly:
            "Nothing is stored here: that was chosen. Choose another key source with --key-source."
        case .passphraseNeeded:
            "The sessions are protected by a passphrase, and there is nobody to ask for it. Run this at a terminal, or "
                + "give --passphrase-file."
        case .passphraseEmpty: "The passphrase is empty. Give one."
        case .wrongPassphrase: "That is not the passphrase of these sessions. Nothing is damaged. Try again."
        case .gone(let source):
            switch source {
            case .kernelKeyring:
                "The key of the sessions is not in the kernel's keyring any more: it goes with a restart, or after "
                    + "three days without use. Log in again with --key-source."
            case .secretService, .passphrase, .plainFile, .memory:
                "The key of the sessions is not in \(source.name) any more. Put it back, or log in again with "
                    + "--key-source."
            }
        case .unavailable(let source, let why):
            "The key source \(source.name) does not work here: \(why.reason). Mend it, or choose another one with "
                + "--key-source."
        case .unfit(let source):
            "What \(source.name) has is not the key of these sessions: it was damaged or replaced. Put the right one "
                + "back, or log in again with --key-source."
        case .otherKey(let path, let source):
            "\(path.safe()) was sealed with another key (\(source.name)). It was left as it is. Log in again."
        case .chosenAlready(let source):
            "The key source of this store is \(source.name). It is changed only by signing out of everything first."
        }
    }
}
