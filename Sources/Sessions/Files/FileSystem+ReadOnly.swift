import Glibc

extension FileSystem {
    /// The same without every call that changes something, for looking only. Modes seem to be taken back, so that what
    /// would be done about them is told, and they stay as they are.
    var readOnly: FileSystem {
        let open = open
        var files = self
        files.open = { folder, name, how throws(SystemError) in
            switch how {
            case .toRead, .folder: return try open(folder, name, how)
            case .new, .toLock: throw SystemError(.open, EROFS)
            }
        }
        files.note = { _, _ throws(SystemError) in throw SystemError(.write, EROFS) }
        files.rename = { _, _, _, _ throws(SystemError) in throw SystemError(.rename, EROFS) }
        files.remove = { _, _ throws(SystemError) in throw SystemError(.remove, EROFS) }
        files.makeFolder = { _, _ throws(SystemError) in throw SystemError(.makeFolder, EROFS) }
        files.setMode = { _, _ throws(SystemError) in }
        files.lock = { _, _ throws(SystemError) in throw SystemError(.lock, EROFS) }
        return files
    }
}
