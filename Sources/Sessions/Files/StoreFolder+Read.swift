import OAuth

extension StoreFolder {
    /// A file that was read, and what the system says of it.
    struct Found {
        let content: [UInt8]
        let status: FileStatus
    }

    /// The content of a file; nil when there is none.
    ///
    /// Nothing else than a file that is ours alone is read: no symbolic link, FIFO, device or folder, none with a second
    /// name, none of another user.
    ///
    /// - Parameter isBare: Its content is not sealed, so others must never have been able to read or change it.
    func read(
        _ name: String, limit: Int, isBare: Bool = false, notice: (StoreNotice) -> Void
    ) throws(StoreFault) -> Found? {
        let shown = path(of: name)
        let file: CInt
        do throws(SystemError) {
            file = try files.open(descriptor, name, .toRead)
        } catch {
            if error.isMissing { return nil }
            if let hazard = try status(of: name).flatMap({ hazard(of: $0) }) { throw .unsafe(shown, hazard) }
            throw .system(shown, error)
        }
        defer { files.close(file) }
        let status = try status(of: file, shown)
        if let hazard = hazard(of: status) { throw .unsafe(shown, hazard) }
        if status.isOpenToOthers {
            if isBare { throw .unsafe(shown, .isReadableByOthers(mode: status.mode)) }
            try tighten(file, shown, status, to: 0o600, notice)
        }
        do throws(SystemError) {
            guard let content = try files.content(of: file, size: status.size, limit: limit) else {
                throw SystemError(.read, 27)
            }
            return Found(content: content, status: status)
        } catch {
            throw error.code == 27 ? .damaged(shown, .size, keptAs: nil) : .system(shown, error)
        }
    }

    /// Throws when something stands at `name` that pixie did not put there.
    func refuseHazard(at name: String) throws(StoreFault) {
        guard let status = try status(of: name), let hazard = hazard(of: status) else { return }
        throw .unsafe(path(of: name), hazard)
    }

    /// What the system says of a name, of a symbolic link the link's; nil when it is not there.
    func status(of name: String) throws(StoreFault) -> FileStatus? {
        do throws(SystemError) {
            return try files.statusOfName(descriptor, name)
        } catch {
            if error.isMissing { return nil }
            throw .system(path(of: name), error)
        }
    }

    private func status(of file: CInt, _ shown: ForeignText) throws(StoreFault) -> FileStatus {
        do throws(SystemError) {
            return try files.status(file)
        } catch {
            throw .system(shown, error)
        }
    }

    func hazard(of status: FileStatus) -> StoreFault.Hazard? {
        switch status.kind {
        case .link: return .isLink
        case .folder: return .isFolder
        case .pipe: return .isPipe
        case .other: return .isDevice
        case .file: break
        }
        if status.owner != files.user() { return .belongsTo(user: status.owner, we: files.user()) }
        // While a file is renamed into place it has one name; none of ours ever has two.
        return status.names > 1 ? .hasOtherNames(status.names) : nil
    }

    /// The names in it.
    func names() throws(StoreFault) -> [String] {
        do throws(SystemError) {
            return try files.list(descriptor)
        } catch {
            throw .system(ForeignText(path), error)
        }
    }
}
