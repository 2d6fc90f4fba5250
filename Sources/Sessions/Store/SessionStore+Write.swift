import Hygiene
import OAuth

extension SessionStore {
    /// The right to change what is kept of one profile.
    ///
    /// Hold it over reading, asking the provider and writing: two processes then never use the same refresh token.
    ///
    /// - Parameter seconds: How long another process is waited for.
    public func lock(_ kind: Kind, _ profile: SessionName, within seconds: Double) throws(StoreFault) -> StoreLock {
        let locks = try root.makeFolder(Self.locksFolder, notice: notice)
        return try StoreLock.take(HexText.of(id(kind, profile)), in: locks, within: seconds)
    }

    /// What a write may replace.
    public enum Replacing: Sendable, Equatable {
        /// Whatever is there: a new login.
        case anything
        /// Only what was read before.
        case generation(UInt64)
    }

    /// Writes a record, whole or not at all, and gives its generation.
    ///
    /// A damaged file that stands in its place is kept aside first; one of a newer pixie is not replaced.
    @discardableResult
    public func save(
        _ kind: Kind, _ record: KeptRecord, replacing: Replacing, holding lock: StoreLock
    ) throws(StoreFault) -> UInt64 {
        check(lock, kind, record.label.profile)
        let folder = try root.makeFolder(kind.folder, notice: notice)
        let id = id(kind, record.label.profile)
        let name = HexText.of(id)
        let held = try holdKey()
        defer { withExtendedLifetime(held) {} }
        folder.removeUnfinished(of: name)
        let before = try generation(of: kind.header, id, in: folder, replacing: replacing)
        let header = FileHeader(
            kind: kind.header, key: key.description, id: id,
            binding: key.binding(issuer: record.label.issuer, clientID: record.label.clientID),
            generation: before + 1, nonce: try random(FileHeader.nonceLength, for: folder.path(of: name)))
        var content = record.bytes
        defer { LockedBytes.wipe(&content) }
        let file = SealedFile.seal(content, header, with: key)
        guard file.count <= Self.fileLimit else { throw .tooLong(folder.path(of: name), limit: Self.fileLimit) }
        try folder.write(file, to: name)
        return header.generation
    }

    /// Removes what is kept; false when there was nothing.
    @discardableResult
    public func remove(_ kind: Kind, _ profile: SessionName, holding lock: StoreLock) throws(StoreFault) -> Bool {
        check(lock, kind, profile)
        guard let folder = try root.folder(kind.folder, notice: notice) else { return false }
        let name = HexText.of(id(kind, profile))
        try folder.refuseHazard(at: name)
        let was = try folder.remove(name)
        try lock.remove()
        return was
    }

    /// The right to seal something with the key: whoever signs out of the last session takes the key away, and what was
    /// sealed with it a moment later could never be opened again.
    private func holdKey() throws(StoreFault) -> StoreLock {
        let locks = try root.makeFolder(Self.locksFolder, notice: notice)
        let lock = try StoreLock.take(StoreDoor.choiceLock, in: locks, within: 10, isShared: true)
        guard try KeyChoice.isStill(key.description, in: root, notice: notice) else {
            throw .changedMeanwhile(root.path(of: KeyChoice.name))
        }
        return lock
    }

    /// The generation that is replaced; 0 when there is none.
    private func generation(
        of kind: FileHeader.Kind, _ id: [UInt8], in folder: StoreFolder, replacing: Replacing
    ) throws(StoreFault) -> UInt64 {
        let name = HexText.of(id)
        let path = folder.path(of: name)
        guard let found = try folder.read(name, limit: Self.fileLimit, notice: notice) else {
            guard replacing == .anything else { throw .changedMeanwhile(path) }
            return 0
        }
        let header: FileHeader
        do throws(FormatFault) {
            let file = try SealedFile(found.content)
            header = file.header
            // It costs little next to a write, and what cannot be opened any more must not be lost by it.
            var content = try file.open(with: key, as: kind, id: id)
            LockedBytes.wipe(&content)
        } catch {
            switch error {
            case .newer(let version): throw .newer(path, version: version)
            case .older, .otherKey, .damaged:
                guard replacing == .anything else { throw .changedMeanwhile(path) }
                let damage = if case .damaged(let damage) = error { damage } else { Damage.header }
                let damaged = try root.makeFolder(Self.damagedFolder, notice: notice)
                notice(.setAside(path, damage, as: try folder.move(name, to: damaged)))
                return 0
            }
        }
        guard replacing == .anything || replacing == .generation(header.generation) else {
            throw .changedMeanwhile(path)
        }
        // After 2^64 writes it starts anew; until then it tells any two writes apart.
        return header.generation == .max ? 0 : header.generation
    }

    func random(_ count: Int, for path: ForeignText) throws(StoreFault) -> [UInt8] {
        do throws(SystemError) {
            return try files.randomBytes(count)
        } catch {
            throw .system(path, error)
        }
    }

    func check(_ lock: StoreLock, _ kind: Kind, _ profile: SessionName) {
        precondition(lock.name == HexText.of(id(kind, profile)), "SessionStore: the lock of another file is held")
    }
}
