import Glibc
import OAuth

/// The file of profiles on disk: `$XDG_CONFIG_HOME/pixie/profiles.yaml`, or below `~/.config`.
public struct ProfileFile: Sendable, Equatable {
    public let path: String

    public init(path: String) { self.path = path }

    /// The usual place (XDG Base Directory Specification). A relative `XDG_CONFIG_HOME` does not count, as it says.
    ///
    /// - Returns: `nil` when neither variable names a folder.
    public init?(configHome: String?, home: String?) {
        if let configHome, configHome.utf8.first == UInt8(ascii: "/") {
            path = "\(configHome)/pixie/profiles.yaml"
        } else if let home, home.utf8.first == UInt8(ascii: "/") {
            path = "\(home)/.config/pixie/profiles.yaml"
        } else {
            return nil
        }
    }

    /// What the file holds; an empty book when there is none yet.
    public func read() throws(ProfileFileFault) -> ProfileBook {
        ProfileBook(try text() ?? "")
    }

    /// Writes a changed book in the place of the one that was read: to a new file beside it, which then takes its
    /// name, so that there is always a whole one. A symbolic link is followed and stays.
    ///
    /// - Parameter old: What the change was made of. If somebody else changed the file meanwhile nothing is written.
    public func write(_ book: ProfileBook, replacing old: ProfileBook) throws(ProfileFileFault) {
        guard try (text() ?? "").utf8.elementsEqual(old.text.utf8) else { throw .changedMeanwhile(shown) }
        let target = resolved()
        try makeFolder(of: target)
        let fresh = "\(target).\(getpid()).new"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(shown, reason: Self.reason()) }
        var isDone = false
        defer { if !isDone { unlink(fresh) } }
        try fill(descriptor, with: Array(book.text.utf8))
        guard rename(fresh, target) == 0 else { throw .cannotWrite(shown, reason: Self.reason()) }
        isDone = true
    }

    /// Writes all of it, waits until it is on the disk, and closes.
    private func fill(_ descriptor: CInt, with octets: [UInt8]) throws(ProfileFileFault) {
        defer { close(descriptor) }
        var rest = octets[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(shown, reason: Self.reason()) }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0 else { throw .cannotWrite(shown, reason: Self.reason()) }
    }

    /// For messages.
    public var shown: String { ForeignText(path).safe(limit: 200) }

    /// `nil` when there is no such file.
    func text() throws(ProfileFileFault) -> String? {
        // Not to hang on a pipe somebody put there.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .cannotRead(shown, reason: Self.reason())
        }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .cannotRead(shown, reason: "it is not a file")
        }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        // One octet more than may be there is enough to be told so.
        while content.count <= TextGuard.sizeLimit {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotRead(shown, reason: Self.reason()) }
            content += buffer[..<count]
        }
        guard let text = String(validating: content, as: UTF8.self) else { throw .notText(shown) }
        return text
    }

    private func makeFolder(of target: String) throws(ProfileFileFault) {
        var folder = ""
        for part in target.split(separator: "/").dropLast() {
            folder += "/\(part)"
            guard mkdir(folder, 0o700) != 0 else { continue }
            guard errno == EEXIST else { throw .cannotWrite(shown, reason: Self.reason()) }
        }
    }

    /// Where a symbolic link leads.
    private func resolved() -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}

/// Why the file of profiles could not be used. The file is named as a message shows it.
public enum ProfileFileFault: Error, Sendable, Equatable {
    case cannotRead(String, reason: String)
    case notText(String)
    case changedMeanwhile(String)
    case cannotWrite(String, reason: String)

    /// What happened and what to do.
    public var message: String {
        switch self {
        case .cannotRead(let path, let reason):
            "Cannot read the profiles in \(path): \(reason). Nothing is lost; pixie works without profiles."
        case .notText(let path):
            "The file \(path) is not UTF-8 text. Save it as such."
        case .changedMeanwhile(let path):
            "The file \(path) was changed by somebody else meanwhile, so nothing was written. Try again."
        case .cannotWrite(let path, let reason):
            "Cannot write the profiles to \(path): \(reason). The old file is still whole."
        }
    }
}
