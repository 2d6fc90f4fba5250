import Glibc

extension FileSystem {
    /// The real one.
    public static let live = FileSystem(
        open: { folder, name, how throws(SystemError) in
            let always = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
            let flags =
                switch how {
                case .toRead: O_RDONLY | always
                case .new: O_WRONLY | O_CREAT | O_EXCL | always
                case .toLock: O_RDWR | O_CREAT | always
                case .folder: O_RDONLY | O_DIRECTORY | always
                }
            return try result(.open) { openat(folder ?? AT_FDCWD, name, flags, 0o600) }
        },
        close: { _ = Glibc.close($0) },
        status: { descriptor throws(SystemError) in
            var status = stat()
            try result(.status) { fstat(descriptor, &status) }
            return FileStatus(status)
        },
        statusOfName: { folder, name throws(SystemError) in
            var status = stat()
            try result(.status) { fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) }
            return FileStatus(status)
        },
        read: { descriptor, buffer throws(SystemError) in
            try result(.read) { Glibc.read(descriptor, buffer.baseAddress, buffer.count) }
        },
        write: { descriptor, buffer throws(SystemError) in
            try result(.write) { Glibc.write(descriptor, buffer.baseAddress, buffer.count) }
        },
        note: { descriptor, line throws(SystemError) in
            try result(.write) { ftruncate(descriptor, 0) }
            try result(.write) { pwrite(descriptor, line, line.count, 0) }
        },
        sync: { descriptor throws(SystemError) in
            try result(.sync) { fsync(descriptor) }
        },
        rename: { folder, name, toFolder, toName throws(SystemError) in
            try result(.rename) { renameat(folder, name, toFolder, toName) }
        },
        remove: { folder, name throws(SystemError) in
            try result(.remove) { unlinkat(folder, name, 0) }
        },
        makeFolder: { folder, name throws(SystemError) in
            try result(.makeFolder) { mkdirat(folder ?? AT_FDCWD, name, 0o700) }
        },
        setMode: { descriptor, mode throws(SystemError) in
            try result(.setMode) { fchmod(descriptor, mode) }
        },
        lock: { descriptor, isShared throws(SystemError) in
            try result(.lock) { flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
        },
        list: { folder throws(SystemError) in
            try names(in: folder)
        },
        random: { buffer throws(SystemError) in
            // At most 256 octets at a time, all or none.
            try result(.random) { getentropy(buffer.baseAddress, buffer.count) }
        },
        uptime: {
            var time = timespec()
            clock_gettime(CLOCK_BOOTTIME, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        },
        wall: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        },
        pause: { seconds in
            var time = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
            nanosleep(&time, nil)
        },
        user: { geteuid() },
        process: { getpid() })

    /// What a call gave; made again when only a signal came between.
    @discardableResult
    private static func result<Number: FixedWidthInteger>(
        _ call: SystemError.Call, _ work: () -> Number
    ) throws(SystemError) -> Number {
        while true {
            let number = work()
            if number >= 0 { return number }
            if errno != EINTR { throw SystemError(call, errno) }
        }
    }

    private static func names(in folder: CInt) throws(SystemError) -> [String] {
        // Reading moves the place of an open folder, so a descriptor of its own is used.
        let own = try result(.list) { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard let stream = fdopendir(own) else {
            Glibc.close(own)
            throw SystemError(.list, ENOMEM)
        }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        if errno != 0 { throw SystemError(.list, errno) }
        return names
    }
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        let kind: Kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            case S_IFIFO: .pipe
            default: .other
            }
        self.init(
            kind: kind, owner: status.st_uid, mode: status.st_mode & 0o7777, names: Int(status.st_nlink),
            size: Int(status.st_size), device: UInt64(status.st_dev), inode: UInt64(status.st_ino),
            changed: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec))
    }
}
