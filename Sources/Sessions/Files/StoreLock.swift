import OAuth

/// The right to change one file of the store, until it is released or the process ends.
///
/// It is a file of its own: the file that it protects is replaced by every write, and a lock would stay with the old
/// one. The kernel gives it back when the holder dies, however that happens.
public final class StoreLock: Sendable {
    let name: String
    private let folder: StoreFolder
    private let descriptor: CInt

    private init(_ folder: StoreFolder, _ name: String, _ descriptor: CInt) {
        self.folder = folder
        self.name = name
        self.descriptor = descriptor
    }

    deinit {
        folder.files.close(descriptor)
    }

    /// Takes the lock, waiting at most `seconds` for another process.
    ///
    /// - Parameter isShared: Others may hold it as well, if they share it too.
    static func take(
        _ name: String, in folder: StoreFolder, within seconds: Double, isShared: Bool = false
    ) throws(StoreFault) -> StoreLock {
        let shown = folder.path(of: name)
        let files = folder.files
        let end = files.uptime() + seconds
        var pause = 0.001
        while true {
            let lock = StoreLock(folder, name, try open(name, in: folder))
            do throws(SystemError) {
                try files.lock(lock.descriptor, isShared)
                if try lock.isStillThere() {
                    if !isShared { lock.note() }
                    return lock
                }
                // Its last holder removed it: the next round makes a new one.
            } catch {
                if error.call == .lock, error.isUnsupportedLock { throw .locksUnsupported(shown) }
                guard error.call == .lock, error.isHeldByAnother else { throw .system(shown, error) }
                guard files.uptime() < end else { throw .busy(shown, holder: lock.holder()) }
                files.pause(pause)
                pause = min(pause * 1.5, 0.02)
            }
        }
    }

    /// Who holds it, for those who wait. Where nothing can be written it is a lock all the same.
    private func note() {
        do throws(SystemError) {
            try folder.files.note(descriptor, Array("\(folder.files.process())\n".utf8))
        } catch {
            return
        }
    }

    /// Takes the lock file away with the lock, when what it protected is gone.
    func remove() throws(StoreFault) {
        try folder.remove(name)
    }

    private static func open(_ name: String, in folder: StoreFolder) throws(StoreFault) -> CInt {
        let shown = folder.path(of: name)
        let descriptor: CInt
        do throws(SystemError) {
            descriptor = try folder.files.open(folder.descriptor, name, .toLock)
        } catch {
            try folder.refuseHazard(at: name)
            throw .system(shown, error)
        }
        let hazard: StoreFault.Hazard?
        do throws(SystemError) {
            hazard = folder.hazard(of: try folder.files.status(descriptor))
        } catch {
            folder.files.close(descriptor)
            throw .system(shown, error)
        }
        guard let hazard else { return descriptor }
        folder.files.close(descriptor)
        throw .unsafe(shown, hazard)
    }

    /// Whether the locked file is the one that others will open.
    private func isStillThere() throws(SystemError) -> Bool {
        do throws(SystemError) {
            return try folder.files.statusOfName(folder.descriptor, name)
                .isSameFile(as: try folder.files.status(descriptor))
        } catch {
            if error.isMissing { return false }
            throw error
        }
    }

    /// What the holder wrote into it: its number.
    private func holder() -> Int? {
        do throws(SystemError) {
            guard let line = try folder.files.content(of: descriptor, size: 32, limit: 32) else { return nil }
            return Int(String(decoding: line, as: UTF8.self).split(separator: "\n").first ?? "")
        } catch {
            return nil
        }
    }
}
