public import OAuth

extension SessionStore {
    /// Everything of one kind. Of the files that did not change since the last listing only the names are looked at.
    public func listing(_ kind: Kind) throws(StoreFault) -> Listing {
        guard let folder = try root.folder(kind.folder, notice: notice) else {
            return Listing(lines: [], faults: [], trouble: [:])
        }
        // Before the files are looked at: what is written from now on is looked at again next time.
        let moment = files.wall() - Self.tick
        let before = remembered(kind)
        var now = RememberedListing()
        var faults: [StoreFault] = []
        var trouble: [String: ForeignText] = [:]
        var reread = 0
        removeUnfinished()
        for name in try folder.names() {
            guard let id = HexText.octets(of: name), id.count == 16 else {
                removeUnfinished(name, in: folder)
                continue
            }
            do throws(StoreFault) {
                guard let status = try folder.status(of: name) else { continue }
                if let line = before.lines[name], line.isStill(status) {
                    now.lines[name] = line
                } else if let line = try line(kind, id, in: folder) {
                    now.lines[name] = line
                    reread += 1
                }
            } catch {
                faults.append(error)
                trouble[name] = ForeignText(error.message)
            }
        }
        for (name, path) in keptAside() where now.lines[name] == nil && trouble[name] == nil {
            trouble[name] = ForeignText("It is damaged and was kept as \(path.safe()). Log in again.")
        }
        if reread > 0 || now.lines.count != before.lines.count { remember(now, kind, before: moment) }
        return Listing(lines: Self.sorted(now), faults: faults, trouble: trouble)
    }

    /// Why what is there of a profile is not in the list; nil when nothing is there.
    public func trouble(_ kind: Kind, _ profile: SessionName, in listing: Listing) -> ForeignText? {
        listing.trouble[HexText.of(id(kind, profile))]
    }

    /// What the last listing found, without looking at anything else: for the first frame.
    public func lastListing(_ kind: Kind) -> [Listing.Line] { Self.sorted(remembered(kind)) }

    /// Times of files are as coarse as the kernel's tick; two seconds where a file system counts whole ones.
    private static let tick: Int64 = 2_000_000_000
    /// Ten thousand lines have about 1.5 MiB.
    private static let listLimit = 64 << 20

    private static func sorted(_ listing: RememberedListing) -> [Listing.Line] {
        listing.lines.values.map { Listing.Line(label: $0.label, written: $0.written) }
            .sorted { $0.label.profile < $1.label.profile }
    }

    private func line(
        _ kind: Kind, _ id: [UInt8], in folder: StoreFolder
    ) throws(StoreFault) -> RememberedListing.Line? {
        do throws(FormatFault.InFile) {
            guard let (entry, status) = try entry(kind, id, in: folder) else { return nil }
            return RememberedListing.Line(
                label: entry.record.label, written: status.changed, size: UInt64(status.size), inode: status.inode)
        } catch {
            throw damaged(error, id, in: folder, lock: nil)
        }
    }

    /// A file that a save left unfinished when it was stopped. One whose lock is held is being written just now.
    private func removeUnfinished(_ name: String, in folder: StoreFolder) {
        guard name.hasSuffix(StoreFolder.unfinishedSuffix), let id = name.split(separator: ".").first else { return }
        do throws(StoreFault) {
            let locks = try root.makeFolder(Self.locksFolder, notice: notice)
            let lock = try StoreLock.take(String(id), in: locks, within: 0)
            try folder.remove(name)
            withExtendedLifetime(lock) {}
        } catch {
            return
        }
    }

    /// The same in the store's own folder, unless somebody is making or taking away a key.
    private func removeUnfinished() {
        do throws(StoreFault) {
            let locks = try root.makeFolder(Self.locksFolder, notice: notice)
            let lock = try StoreLock.take(StoreDoor.choiceLock, in: locks, within: 0)
            root.removeUnfinished()
            withExtendedLifetime(lock) {}
        } catch {
            return
        }
    }

    /// What was kept aside, by the name that it had.
    private func keptAside() -> [(name: String, path: ForeignText)] {
        do throws(StoreFault) {
            guard let folder = try root.folder(Self.damagedFolder, notice: notice) else { return [] }
            return try folder.names().map { (String($0.prefix { $0 != "-" }), folder.path(of: $0)) }
        } catch {
            return []
        }
    }

    // MARK: the copy of the labels

    private func listID(_ kind: Kind) -> [UInt8] { key.id(.list, kind.folder) }

    private func remembered(_ kind: Kind) -> RememberedListing {
        do {
            guard let found = try root.read("list-\(kind.folder)", limit: Self.listLimit, notice: notice) else {
                return RememberedListing()
            }
            return try RememberedListing(
                SealedFile(found.content).open(with: key, as: .list, id: listID(kind)))
        } catch {
            // Whatever is wrong with it: the files themselves are read, and it is written anew.
            return RememberedListing()
        }
    }

    private func remember(_ listing: RememberedListing, _ kind: Kind, before moment: Int64) {
        let name = "list-\(kind.folder)"
        do throws(StoreFault) {
            let header = FileHeader(
                kind: .list, key: key.description, id: listID(kind), binding: [UInt8](repeating: 0, count: 16),
                generation: 1, nonce: try random(FileHeader.nonceLength, for: root.path(of: name)))
            try root.write(SealedFile.seal(listing.bytes(before: moment), header, with: key), to: name)
        } catch {
            // It only saves time: next time the files are read again.
            return
        }
    }
}
