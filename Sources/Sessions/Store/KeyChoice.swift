import OAuth

/// The small file that remembers where the key comes from. It holds no secret.
enum KeyChoice {
    static let name = "key-choice"

    static func read(
        in root: StoreFolder, notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> KeyDescription? {
        guard let found = try root.read(name, limit: 4096, notice: notice) else { return nil }
        let path = root.path(of: name)
        do throws(FormatFault) {
            let header = try FileHeader(of: found.content)
            guard header.kind == .choice, found.content.count == FileHeader.length else {
                throw FormatFault.damaged(.place)
            }
            return header.key
        } catch {
            switch error {
            case .newer(let version): throw .newer(path, version: version)
            case .older(let version): throw .older(path, version: version)
            case .damaged(let damage): throw .damaged(path, damage, keptAs: nil)
            case .otherKey(let other): throw .key(.otherKey(path, other.source))
            }
        }
    }

    static func remember(_ key: KeyDescription, in root: StoreFolder) throws(StoreFault) {
        let nothing = [UInt8](repeating: 0, count: 16)
        let header = FileHeader(
            kind: .choice, key: key, id: nothing, binding: nothing, generation: 1,
            nonce: [UInt8](repeating: 0, count: FileHeader.nonceLength))
        try root.write(header.bytes, to: name)
    }

    /// Whether the store still has this key. A choice that cannot be read says nothing against it.
    static func isStill(
        _ key: KeyDescription, in root: StoreFolder, notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> Bool {
        do throws(StoreFault) {
            return try read(in: root, notice: notice) == key
        } catch {
            if case .damaged = error { return true }
            throw error
        }
    }

    /// What a sealed file says of its key: every one of them can stand in for a damaged choice.
    static func recovered(in root: StoreFolder, notice: (StoreNotice) -> Void) throws(StoreFault) -> KeyDescription? {
        for kind in SessionStore.Kind.allCases {
            guard let folder = try root.folder(kind.folder, notice: notice) else { continue }
            for name in try folder.names().sorted() where !name.hasSuffix(StoreFolder.unfinishedSuffix) {
                guard let found = try? folder.read(name, limit: SessionStore.fileLimit, notice: notice),
                    let header = try? FileHeader(of: found.content)
                else { continue }
                return header.key
            }
        }
        return nil
    }
}
