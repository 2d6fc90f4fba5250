import OAuth

extension StoreFolder {
    /// What a new file is called until it is whole.
    static let unfinishedSuffix = ".new"

    /// Puts `content` at `name`, whole or not at all.
    ///
    /// A new file, mode 0600 from the first byte, is written, brought to the disk and renamed over the old one; then
    /// the folder is brought to the disk. Whenever that stops, the old content or the new one is there. When only the
    /// last step fails the new content is there, but may not outlive a loss of power: that is an error all the same.
    func write(_ content: [UInt8], to name: String) throws(StoreFault) {
        try refuseHazard(at: name)
        do throws(SystemError) {
            let unfinished = "\(name).\(HexText.of(try files.randomBytes(8)))\(Self.unfinishedSuffix)"
            do throws(SystemError) {
                try write(content, toNew: unfinished)
                try files.rename(descriptor, unfinished, descriptor, name)
            } catch {
                // It holds nothing that the store needs. If this fails as well, listing the folder removes it later.
                discard(unfinished)
                throw error
            }
        } catch {
            throw .system(path(of: name), error)
        }
        try sync()
    }

    private func write(_ content: [UInt8], toNew name: String) throws(SystemError) {
        let file = try files.open(descriptor, name, .new)
        defer { files.close(file) }
        try files.writeAll(content, to: file)
        try files.sync(file)
    }

    private func discard(_ name: String) {
        do throws(SystemError) {
            try files.remove(descriptor, name)
        } catch {
            return
        }
    }

    /// Removes what a save left unfinished that was stopped. Nobody may be writing meanwhile.
    ///
    /// - Parameter name: Of the file; without it of every one.
    func removeUnfinished(of name: String? = nil) {
        do throws(StoreFault) {
            for found in try names()
            where found.hasSuffix(Self.unfinishedSuffix) && name.map({ found.hasPrefix($0 + ".") }) ?? true {
                discard(found)
            }
        } catch {
            // It is in nobody's way; the next one tries again.
            return
        }
    }

    /// Removes a file; false when it was not there.
    @discardableResult
    func remove(_ name: String) throws(StoreFault) -> Bool {
        do throws(SystemError) {
            try files.remove(descriptor, name)
        } catch {
            if error.isMissing { return false }
            throw .system(path(of: name), error)
        }
        try sync()
        return true
    }

    /// Moves a file to another folder under a new name, so that it is in nobody's way and not lost.
    func move(_ name: String, to other: StoreFolder) throws(StoreFault) -> ForeignText {
        do throws(SystemError) {
            let kept = "\(name)-\(HexText.of(try files.randomBytes(4)))"
            try files.rename(descriptor, name, other.descriptor, kept)
            return other.path(of: kept)
        } catch {
            throw .system(path(of: name), error)
        }
    }
}
