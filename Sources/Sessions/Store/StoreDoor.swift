public import OAuth

/// The way into the store: finds it, finds out where its key comes from, and gets the key there.
///
/// The source that was chosen is the only one that is asked. When it does not work, that is an error: pixie never takes
/// another one by itself.
public struct StoreDoor: Sendable {
    public let place: StorePlace
    let files: FileSystem
    let keyring: KernelKeyring
    let secretTool: SecretTool
    let notice: @Sendable (StoreNotice) -> Void
    let scrypt: KeyDescription.Scrypt

    /// How long the key of a passphrase or a keyring stays in the kernel's memory, in seconds, so that the next
    /// `pixie token` asks nobody and starts no program.
    public static let remembered: UInt32 = 900
    /// The plain key, when that is the source.
    static let keyFile = "key"
    static let choiceLock = "key-choice"

    public init(
        place: StorePlace, files: FileSystem = .live, keyring: KernelKeyring = .live, secretTool: SecretTool,
        scrypt: KeyDescription.Scrypt = .standard, notice: @escaping @Sendable (StoreNotice) -> Void
    ) {
        self.place = place
        self.files = files
        self.keyring = keyring
        self.secretTool = secretTool
        self.scrypt = scrypt
        self.notice = notice
    }

    /// The source that was chosen; nil when none was.
    public func chosen() throws(StoreFault) -> StoreKeySource? {
        guard let root = try StoreFolder.open(place, files, notice: notice) else { return nil }
        return try choice(in: root)?.source
    }

    /// Opens the store with the key of the source that was chosen.
    ///
    /// - Parameter passphrase: Asked for only when that is the source and its key is not remembered; nil when there is
    ///   nobody to ask.
    /// - Returns: nil when there is no store yet.
    public func open(passphrase: () -> Secret?) throws(StoreFault) -> SessionStore? {
        guard let root = try StoreFolder.open(place, files, notice: notice), let description = try choice(in: root)
        else { return nil }
        if description.isKeyless, description.source != .memory { return nil }
        let key: StoreKey
        do throws(StoreFault) {
            key = try loadKey(description, passphrase, root)
        } catch {
            // Without a session nothing is missing: the key went with the last one.
            if error == .key(.gone(description.source)), try isEmpty(root) { return nil }
            throw error
        }
        return SessionStore(root, key: key, notice: notice)
    }

    /// Opens the store, made with this source when it is not there.
    ///
    /// - Parameter passphrase: A new one, when the store is made and that is the source.
    public func make(_ source: StoreKeySource, passphrase: () -> Secret?) throws(StoreFault) -> SessionStore {
        let root = try StoreFolder.make(place, files, notice: notice)
        let locks = try root.makeFolder(SessionStore.locksFolder, notice: notice)
        let lock = try StoreLock.take(Self.choiceLock, in: locks, within: 10)
        defer { withExtendedLifetime(lock) {} }
        root.removeUnfinished()
        if let description = try choice(in: root) {
            guard description.source == source || description.source == .memory else {
                throw .key(.chosenAlready(description.source))
            }
            if !description.isKeyless {
                do throws(StoreFault) {
                    return SessionStore(root, key: try loadKey(description, passphrase, root), notice: notice)
                } catch {
                    // What was sealed with a key that is gone can never be opened again: a new one harms nothing.
                    guard error == .key(.gone(source)) else { throw error }
                }
            }
        }
        let key = try newKey(source, passphrase, root)
        try KeyChoice.remember(key.description, in: root)
        return SessionStore(root, key: key, notice: notice)
    }

    /// Whether nothing is in it that a key could open.
    func isEmpty(_ root: StoreFolder) throws(StoreFault) -> Bool {
        for kind in SessionStore.Kind.allCases {
            guard let folder = try root.folder(kind.folder, notice: notice) else { continue }
            if try folder.names().contains(where: { !$0.hasSuffix(StoreFolder.unfinishedSuffix) }) { return false }
        }
        return true
    }

    /// Remembers that nothing shall be stored.
    public func rememberMemoryOnly() throws(StoreFault) {
        let root = try StoreFolder.make(place, files, notice: notice)
        let locks = try root.makeFolder(SessionStore.locksFolder, notice: notice)
        let lock = try StoreLock.take(Self.choiceLock, in: locks, within: 10)
        defer { withExtendedLifetime(lock) {} }
        try KeyChoice.remember(.keyless(.memory, .none), in: root)
    }

    /// The choice; when its file is damaged, or says that there is no key while a session is there, it is taken from a
    /// session and written anew.
    func choice(in root: StoreFolder) throws(StoreFault) -> KeyDescription? {
        do throws(StoreFault) {
            let found = try KeyChoice.read(in: root, notice: notice)
            guard let found, found.isKeyless, found.source != .memory else { return found }
            guard let sealed = try KeyChoice.recovered(in: root, notice: notice) else { return found }
            try KeyChoice.remember(sealed, in: root)
            return sealed
        } catch {
            guard case .damaged(let path, let damage, _) = error else { throw error }
            guard let found = try KeyChoice.recovered(in: root, notice: notice) else { throw error }
            let damaged = try root.makeFolder(SessionStore.damagedFolder, notice: notice)
            notice(.setAside(path, damage, as: try root.move(KeyChoice.name, to: damaged)))
            try KeyChoice.remember(found, in: root)
            return found
        }
    }
}
