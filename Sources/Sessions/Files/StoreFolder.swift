import OAuth

/// An open folder of the store. Nobody else can change what is in it; that was checked.
final class StoreFolder: Sendable {
    let files: FileSystem
    let descriptor: CInt
    let path: String

    private init(_ files: FileSystem, _ descriptor: CInt, path: String) {
        self.files = files
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        files.close(descriptor)
    }

    func path(of name: String) -> ForeignText { ForeignText("\(path)/\(name)") }

    /// The store's folder at `place`; nil when it is not there.
    static func open(
        _ place: StorePlace, _ files: FileSystem, notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> StoreFolder? {
        try open(in: nil, place.path, path: place.path, files, notice)
    }

    /// The same, made when it is not there, with the folders that lead to it.
    static func make(
        _ place: StorePlace, _ files: FileSystem, notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> StoreFolder {
        if let there = try open(place, files, notice: notice) { return there }
        for parent in place.parents { try makeFolder(in: nil, parent, path: parent, files) }
        try makeFolder(in: nil, place.path, path: place.path, files)
        guard let made = try open(place, files, notice: notice) else {
            throw .system(ForeignText(place.path), SystemError(.open, 2))
        }
        return made
    }

    /// A folder in this one; nil when it is not there.
    func folder(_ name: String, notice: (StoreNotice) -> Void) throws(StoreFault) -> StoreFolder? {
        try Self.open(in: descriptor, name, path: "\(path)/\(name)", files, notice)
    }

    /// The same, made when it is not there.
    func makeFolder(_ name: String, notice: (StoreNotice) -> Void) throws(StoreFault) -> StoreFolder {
        if let there = try folder(name, notice: notice) { return there }
        try Self.makeFolder(in: descriptor, name, path: "\(path)/\(name)", files)
        try sync()
        guard let made = try folder(name, notice: notice) else {
            throw .system(path(of: name), SystemError(.open, 2))
        }
        return made
    }

    /// Waits until the names in it are on the disk.
    func sync() throws(StoreFault) {
        do throws(SystemError) {
            try files.sync(descriptor)
        } catch {
            throw .system(ForeignText(path), error)
        }
    }

    private static func makeFolder(
        in folder: CInt?, _ name: String, path: String, _ files: FileSystem
    ) throws(StoreFault) {
        do throws(SystemError) {
            try files.makeFolder(folder, name)
        } catch {
            // Another process may have made it meanwhile; opening it tells whether it is one.
            guard error.isThere else { throw .system(ForeignText(path), error) }
        }
    }

    private static func open(
        in folder: CInt?, _ name: String, path: String, _ files: FileSystem, _ notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> StoreFolder? {
        let shown = ForeignText(path)
        let descriptor: CInt
        do throws(SystemError) {
            descriptor = try files.open(folder, name, .folder)
        } catch {
            if error.isMissing { return nil }
            if error.isLink { throw .unsafe(shown, hazard(in: folder, name, files)) }
            throw .system(shown, error)
        }
        let opened = StoreFolder(files, descriptor, path: path)
        let status: FileStatus
        do throws(SystemError) {
            status = try files.status(descriptor)
        } catch {
            throw .system(shown, error)
        }
        guard status.owner == files.user() else {
            throw .unsafe(shown, .belongsTo(user: status.owner, we: files.user()))
        }
        // Whoever could write here may have left traps; whoever could only read saw nothing but sealed files.
        guard !status.isWritableByOthers else { throw .unsafe(shown, .isWritableByOthers(mode: status.mode)) }
        if status.isOpenToOthers { try opened.tighten(descriptor, shown, status, to: 0o700, notice) }
        return opened
    }

    /// What stands where a folder should, when it is none.
    private static func hazard(in folder: CInt?, _ name: String, _ files: FileSystem) -> StoreFault.Hazard {
        do throws(SystemError) {
            // With an absolute path the folder does not matter.
            return try files.statusOfName(folder ?? -1, name).kind == .link ? .isLink : .isNotFolder
        } catch {
            return .isNotFolder
        }
    }

    func tighten(
        _ descriptor: CInt, _ path: ForeignText, _ status: FileStatus, to mode: UInt32, _ notice: (StoreNotice) -> Void
    ) throws(StoreFault) {
        do throws(SystemError) {
            try files.setMode(descriptor, mode)
        } catch {
            throw .unsafe(path, .isReadableByOthers(mode: status.mode))
        }
        notice(.tightened(path, from: status.mode))
    }
}
