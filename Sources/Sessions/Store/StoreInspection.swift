public import OAuth
import Synchronization

/// What a look into the store found. Nothing was changed.
public struct StoreInspection: Sendable, Equatable {
    public let path: ForeignText
    public var isThere = false
    public var source: StoreKeySource?
    /// Whether the content of the files was looked at too; without the key only what stands before it.
    public var wasOpened = false
    public var sessions = 0
    public var waiting = 0
    /// What cannot be used, with what to do.
    public var faults: [StoreFault] = []
    /// What others can read and pixie takes back when it next uses it.
    public var notices: [StoreNotice] = []
    /// What a killed process left, and pixie removes when it next looks.
    public var unfinished: [ForeignText] = []
    /// What was damaged and kept.
    public var keptAside: [ForeignText] = []

    init(path: ForeignText) { self.path = path }
}

extension StoreDoor {
    /// Looks at everything in the store without changing it.
    ///
    /// - Parameter passphrase: nil when nobody is to be asked; the content of the files is then not looked at.
    public func inspect(passphrase: () -> Secret?) -> StoreInspection { looking.found(passphrase) }

    /// The same door without every way to change something.
    private var looking: StoreDoor {
        var keyring = keyring
        keyring.store = { _, _, _ throws(SystemError) in }
        keyring.remove = { _ throws(SystemError) in }
        return StoreDoor(
            place: place, files: files.readOnly, keyring: keyring, secretTool: secretTool, scrypt: scrypt,
            notice: { _ in })
    }

    private func found(_ passphrase: () -> Secret?) -> StoreInspection {
        let notices = Mutex<[StoreNotice]>([])
        var found = StoreInspection(path: ForeignText(place.path))
        do throws(StoreFault) {
            let look = { (notice: StoreNotice) in notices.withLock { $0.append(notice) } }
            guard let root = try StoreFolder.open(place, files, notice: look) else { return found }
            found.isThere = true
            try inspect(root, &found, look)
            if let description = try KeyChoice.read(in: root, notice: look) {
                found.source = description.source
                try inspectContent(root, description, passphrase, &found)
            }
        } catch {
            found.faults.append(error)
        }
        found.notices = notices.withLock { $0 }
        return found
    }

    /// Everything that can be seen without the key.
    private func inspect(
        _ root: StoreFolder, _ found: inout StoreInspection, _ notice: (StoreNotice) -> Void
    ) throws(StoreFault) {
        found.unfinished += try root.names().filter { $0.hasSuffix(StoreFolder.unfinishedSuffix) }.map {
            root.path(of: $0)
        }
        if let damaged = try root.folder(SessionStore.damagedFolder, notice: notice) {
            found.keptAside = try damaged.names().sorted().map { damaged.path(of: $0) }
        }
        for kind in SessionStore.Kind.allCases {
            guard let folder = try root.folder(kind.folder, notice: notice) else { continue }
            for name in try folder.names().sorted() {
                if name.hasSuffix(StoreFolder.unfinishedSuffix) {
                    found.unfinished.append(folder.path(of: name))
                    continue
                }
                do throws(StoreFault) {
                    try inspectFile(name, in: folder, notice)
                } catch {
                    found.faults.append(error)
                    continue
                }
                switch kind {
                case .session: found.sessions += 1
                case .waiting: found.waiting += 1
                case .client: break
                }
            }
        }
    }

    private func inspectFile(
        _ name: String, in folder: StoreFolder, _ notice: (StoreNotice) -> Void
    ) throws(StoreFault) {
        guard let file = try folder.read(name, limit: SessionStore.fileLimit, notice: notice) else { return }
        let path = folder.path(of: name)
        do throws(FormatFault) {
            _ = try SealedFile(file.content)
        } catch {
            switch error {
            case .damaged(let damage): throw .damaged(path, damage, keptAs: nil)
            case .newer(let version): throw .newer(path, version: version)
            case .older(let version): throw .older(path, version: version)
            case .otherKey(let other): throw .key(.otherKey(path, other.source))
            }
        }
    }

    /// What only the key shows. A key that is not at hand is no fault here: each source is tried by itself.
    private func inspectContent(
        _ root: StoreFolder, _ description: KeyDescription, _ passphrase: () -> Secret?,
        _ found: inout StoreInspection
    ) throws(StoreFault) {
        guard !description.isKeyless, found.sessions + found.waiting > 0 else { return }
        let key: StoreKey
        do throws(StoreFault) {
            key = try loadKey(description, passphrase, root)
        } catch {
            if error != .key(.passphraseNeeded) { found.faults.append(error) }
            return
        }
        found.wasOpened = true
        let store = SessionStore(root, key: key, notice: { _ in })
        for kind in SessionStore.Kind.allCases {
            for fault in try store.listing(kind).faults where !found.faults.contains(where: { $0.isAbout(fault) }) {
                found.faults.append(fault)
            }
        }
    }
}

extension StoreFault {
    /// Whether both are about the same file.
    fileprivate func isAbout(_ other: StoreFault) -> Bool { path != nil && path == other.path }

    private var path: ForeignText? {
        switch self {
        case .unsafe(let path, _), .system(let path, _), .damaged(let path, _, _), .newer(let path, _),
            .older(let path, _), .tooLong(let path, _), .busy(let path, _), .locksUnsupported(let path),
            .changedMeanwhile(let path), .key(.otherKey(let path, _)):
            path
        case .place, .key: nil
        }
    }
}
