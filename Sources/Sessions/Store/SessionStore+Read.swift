import Hygiene
import OAuth

extension SessionStore {
    /// Reads one file, whose name is computed: no folder is searched, and the others do not matter.
    ///
    /// A damaged file is kept aside and named in the error, so that it is neither lost nor in the way.
    public func read(_ kind: Kind, _ profile: SessionName) throws(StoreFault) -> Lookup {
        try read(kind, profile, lock: nil)
    }

    /// Reads, holding the lock: what is read stays so until the lock is released.
    public func read(_ kind: Kind, _ profile: SessionName, holding lock: StoreLock) throws(StoreFault) -> Lookup {
        check(lock, kind, profile)
        return try read(kind, profile, lock: lock)
    }

    private func read(_ kind: Kind, _ profile: SessionName, lock: StoreLock?) throws(StoreFault) -> Lookup {
        let id = id(kind, profile)
        guard let folder = try root.folder(kind.folder, notice: notice) else { return .missing(keptAside: []) }
        do throws(FormatFault.InFile) {
            guard let found = try entry(kind, id, in: folder) else { return .missing(keptAside: keptAside(id)) }
            return .found(found.entry)
        } catch {
            throw damaged(error, id, in: folder, lock: lock)
        }
    }

    func entry(
        _ kind: Kind, _ id: [UInt8], in folder: StoreFolder
    ) throws(FormatFault.InFile) -> (entry: Entry, status: FileStatus)? {
        let name = HexText.of(id)
        let found: StoreFolder.Found?
        do throws(StoreFault) {
            found = try folder.read(name, limit: Self.fileLimit, notice: notice)
        } catch {
            throw .store(error)
        }
        guard let found else { return nil }
        do throws(FormatFault) {
            let file = try SealedFile(found.content)
            var content = try file.open(with: key, as: kind.header, id: id)
            defer { LockedBytes.wipe(&content) }
            let entry = Entry(record: try record(content, file.header), generation: file.header.generation)
            return (entry, found.status)
        } catch {
            throw .format(error, found.status)
        }
    }

    private func record(_ content: [UInt8], _ header: FileHeader) throws(FormatFault) -> KeptRecord {
        let record: KeptRecord
        do throws(ByteReader.Malformed) {
            record = try KeptRecord(content)
        } catch {
            throw .damaged(.content)
        }
        guard header.binding == key.binding(issuer: record.label.issuer, clientID: record.label.clientID) else {
            throw .damaged(.content)
        }
        return record
    }

    /// The longest file: more than everything that a session may have, with its tokens twice.
    static let fileLimit = 8 * Limits.storedToken + Limits.responseBody

    /// What is to be said of a file that could not be used, after what can be done about it was done.
    func damaged(
        _ fault: FormatFault.InFile, _ id: [UInt8], in folder: StoreFolder, lock: StoreLock?
    ) -> StoreFault {
        let name = HexText.of(id)
        let path = folder.path(of: name)
        switch fault {
        case .store(.damaged(_, let damage, _)):
            return .damaged(path, damage, keptAs: setAside(name, in: folder, as: nil, lock: lock))
        case .store(let fault): return fault
        case .format(.damaged(let damage), let status):
            return .damaged(path, damage, keptAs: setAside(name, in: folder, as: status, lock: lock))
        case .format(.newer(let version), _): return .newer(path, version: version)
        case .format(.older(let version), _): return .older(path, version: version)
        case .format(.otherKey(let other), _): return .key(.otherKey(path, other.source))
        }
    }

    /// Moves a damaged file away; nil when that was not possible, or when another process replaced it meanwhile.
    ///
    /// - Parameter status: Of the file that was found damaged.
    private func setAside(
        _ name: String, in folder: StoreFolder, as status: FileStatus?, lock: StoreLock?
    ) -> ForeignText? {
        do throws(StoreFault) {
            let locks = try root.makeFolder(Self.locksFolder, notice: notice)
            // Whoever holds the lock for long is about to replace it.
            let held = if let lock { lock } else { try StoreLock.take(name, in: locks, within: 0.25) }
            defer { withExtendedLifetime(held) {} }
            guard let now = try folder.status(of: name) else { return nil }
            if let status, !now.isSameFile(as: status) { return nil }
            return try folder.move(name, to: try root.makeFolder(Self.damagedFolder, notice: notice))
        } catch {
            return nil
        }
    }

    /// What was kept aside of a file.
    private func keptAside(_ id: [UInt8]) -> [ForeignText] {
        let name = HexText.of(id)
        do throws(StoreFault) {
            guard let folder = try root.folder(Self.damagedFolder, notice: notice) else { return [] }
            return try folder.names().filter { $0.hasPrefix(name) }.sorted().map { folder.path(of: $0) }
        } catch {
            return []
        }
    }
}

extension FormatFault {
    /// The same with the file that it is about, or that it could not even be read.
    enum InFile: Error {
        case format(FormatFault, FileStatus)
        case store(StoreFault)
    }
}
