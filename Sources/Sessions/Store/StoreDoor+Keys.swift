import Hygiene
import OAuth

extension StoreDoor {
    /// The key that was chosen, from where it lies.
    func loadKey(
        _ description: KeyDescription, _ passphrase: () -> Secret?, _ root: StoreFolder
    ) throws(StoreFault) -> StoreKey {
        if description.source == .plainFile {
            let bytes = try plainKey(in: root)
            do throws(KeyFault) {
                return try fit(bytes, description)
            } catch {
                throw .key(error)
            }
        }
        do throws(KeyFault) {
            return try heldKey(description, passphrase)
        } catch {
            throw .key(error)
        }
    }

    /// The key of a source that is no file of the store.
    private func heldKey(_ description: KeyDescription, _ passphrase: () -> Secret?) throws(KeyFault) -> StoreKey {
        let source = description.source
        switch source {
        case .plainFile:
            preconditionFailure("StoreDoor: a plain key is a file of the store")
        case .kernelKeyring:
            return try fit(try kernelKey(description), description)
        case .secretService:
            if let key = rememberedKey(description) { return key }
            let key = try fit(try secretServiceKey(description), description)
            remember(key)
            return key
        case .passphrase:
            if let key = rememberedKey(description) { return key }
            guard let text = passphrase() else { throw .passphraseNeeded }
            let bytes = try PassphraseKey.derive(text, description.scrypt, salt: description.salt)
            guard let key = StoreKey(bytes, as: description) else { throw .wrongPassphrase }
            remember(key)
            return key
        case .memory:
            throw .memoryOnly
        }
    }

    /// A new key, put where its source keeps it.
    func newKey(
        _ source: StoreKeySource, _ passphrase: () -> Secret?, _ root: StoreFolder
    ) throws(StoreFault) -> StoreKey {
        let path = ForeignText(root.path)
        let salt = try random(KeyDescription.saltLength, path)
        do throws(KeyFault) {
            switch source {
            case .passphrase:
                guard let text = passphrase() else { throw .passphraseNeeded }
                let key = StoreKey(
                    try PassphraseKey.derive(text, scrypt, salt: salt), source: source, scrypt: scrypt, salt: salt)
                remember(key)
                return key
            case .memory:
                throw .memoryOnly
            case .plainFile, .kernelKeyring, .secretService:
                break
            }
        } catch {
            throw .key(error)
        }
        var bytes = try random(StoreKey.length, path)
        let key = StoreKey(LockedBytes(taking: &bytes), source: source, salt: salt)
        try put(key, root)
        return key
    }

    private func put(_ key: StoreKey, _ root: StoreFolder) throws(StoreFault) {
        let source = key.description.source
        switch source {
        case .plainFile:
            var bytes = key.withMaster { Array($0) }
            defer { LockedBytes.wipe(&bytes) }
            try root.write(bytes, to: Self.keyFile)
        case .kernelKeyring:
            do throws(SystemError) {
                try keyring.store(key, seconds: nil)
            } catch {
                throw .key(.unavailable(source, .failed(ForeignText(error.reason))))
            }
        case .secretService:
            do throws(KeyFault.Unavailability) {
                try secretTool.store(key, key.description.keyName)
                // A key that does not come back would cost the sessions.
                guard var text = try secretTool.load(key.description.keyName) else { throw .forgets }
                LockedBytes.wipe(&text)
            } catch {
                throw .key(.unavailable(source, error))
            }
        case .passphrase, .memory:
            break
        }
    }

    /// Takes the key away when no session is left: from the keyring, the desktop or the disk. The choice of the source
    /// stays.
    public func forgetKeyIfUnused() throws(StoreFault) {
        guard let root = try StoreFolder.open(place, files, notice: notice), let description = try choice(in: root)
        else { return }
        // Nobody may save a first session meanwhile.
        let locks = try root.makeFolder(SessionStore.locksFolder, notice: notice)
        let lock = try StoreLock.take(Self.choiceLock, in: locks, within: 10)
        defer { withExtendedLifetime(lock) {} }
        root.removeUnfinished()
        guard !description.isKeyless, try isEmpty(root) else { return }
        // First of all: whoever still has the key and waits for the lock then makes a new one.
        try KeyChoice.remember(.keyless(description.source, description.scrypt), in: root)
        try forget(description)
        for kind in SessionStore.Kind.allCases { try root.remove("list-\(kind.folder)") }
        try root.remove(Self.keyFile)
    }

    private func forget(_ description: KeyDescription) throws(StoreFault) {
        do throws(SystemError) {
            try keyring.remove(description.keyName)
        } catch {
            // Where the keyring does not work, nothing is in it, except when it is the source itself.
            if description.source == .kernelKeyring {
                throw .key(.unavailable(.kernelKeyring, .failed(ForeignText(error.reason))))
            }
        }
        guard description.source == .secretService else { return }
        do throws(KeyFault.Unavailability) {
            try secretTool.remove(description.keyName)
        } catch {
            throw .key(.unavailable(.secretService, error))
        }
    }

    private func fit(_ bytes: LockedBytes, _ description: KeyDescription) throws(KeyFault) -> StoreKey {
        guard let key = StoreKey(bytes, as: description) else { throw .unfit(description.source) }
        return key
    }

    private func plainKey(in root: StoreFolder) throws(StoreFault) -> LockedBytes {
        let read: [UInt8]?
        do throws(StoreFault) {
            read = try root.read(Self.keyFile, limit: 4096, isBare: true, notice: notice)?.content
        } catch {
            // Far too long is no key either, and concerns every session.
            if case .damaged = error { throw .key(.unfit(.plainFile)) }
            throw error
        }
        guard var found = read else { throw .key(.gone(.plainFile)) }
        guard found.count == StoreKey.length else { throw .key(.unfit(.plainFile)) }
        return LockedBytes(taking: &found)
    }

    private func kernelKey(_ description: KeyDescription) throws(KeyFault) -> LockedBytes {
        let found: LockedBytes?
        do throws(SystemError) {
            found = try keyring.key(description.keyName, count: StoreKey.length)
        } catch {
            throw .unavailable(.kernelKeyring, .failed(ForeignText(error.reason)))
        }
        guard let found else { throw .gone(.kernelKeyring) }
        return found
    }

    private func secretServiceKey(_ description: KeyDescription) throws(KeyFault) -> LockedBytes {
        let found: [UInt8]?
        do throws(KeyFault.Unavailability) {
            found = try secretTool.load(description.keyName)
        } catch {
            throw .unavailable(.secretService, error)
        }
        guard var text = found else { throw .gone(.secretService) }
        defer { LockedBytes.wipe(&text) }
        guard var bytes = Base64URL.decode(String(decoding: text, as: UTF8.self)), bytes.count == StoreKey.length else {
            throw .unfit(.secretService)
        }
        return LockedBytes(taking: &bytes)
    }

    // MARK: the kernel's memory, between two runs

    private func remember(_ key: StoreKey) {
        do throws(SystemError) {
            try keyring.store(key, seconds: Self.remembered)
        } catch {
            // It only saves time: without it the source is asked again.
            return
        }
    }

    private func rememberedKey(_ description: KeyDescription) -> StoreKey? {
        do throws(SystemError) {
            return try keyring.key(description.keyName, count: StoreKey.length)
                .flatMap { StoreKey($0, as: description) }
        } catch {
            return nil
        }
    }

    private func random(_ count: Int, _ path: ForeignText) throws(StoreFault) -> [UInt8] {
        do throws(SystemError) {
            return try files.randomBytes(count)
        } catch {
            throw .system(path, error)
        }
    }
}

extension KernelKeyring {
    func store(_ key: StoreKey, seconds: UInt32?) throws(SystemError) {
        let failure: SystemError? = key.withMaster { octets in
            do throws(SystemError) {
                try store(key.description.keyName, octets, seconds)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
