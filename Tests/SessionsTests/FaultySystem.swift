import Glibc
import Synchronization

@testable import Sessions

/// The real calls, of which one goes wrong: it fails, or the process ends there, or its power.
final class FaultySystem: Sendable {
    enum Deed: CaseIterable {
        /// The call answers with an error, and everything goes on.
        case noSpace, ioError
        /// Nothing of the call happens, nor anything after it.
        case stopBefore
        /// The call happens, a write by half, and nothing after it.
        case stopAfter
    }

    private struct State {
        var made: [SystemError.Call] = []
        var isDead = false
        var descriptors: Set<CInt> = []
    }

    private let state = Mutex(State())
    private let target: Int
    private let deed: Deed

    /// - Parameter target: The number of the call that goes wrong, from 0; out of reach, none does.
    init(_ target: Int, _ deed: Deed) {
        self.target = target
        self.deed = deed
    }

    /// The calls so far.
    var made: [SystemError.Call] { state.withLock { $0.made } }

    /// What the end of a process does: descriptors are closed, and with them locks are given back.
    func end() {
        let open = state.withLock { state in
            state.isDead = true
            defer { state.descriptors = [] }
            return state.descriptors
        }
        for descriptor in open { Glibc.close(descriptor) }
    }

    private static let dead = SystemError(.open, ESHUTDOWN)

    private func call<Value>(
        _ call: SystemError.Call, half: (() -> Void)? = nil, _ work: () throws(SystemError) -> Value
    ) throws(SystemError) -> Value {
        let (isDead, isTarget) = state.withLock { state in
            state.made.append(call)
            return (state.isDead, state.made.count - 1 == target)
        }
        if isDead { throw Self.dead }
        guard isTarget else { return try work() }
        switch deed {
        case .noSpace: throw SystemError(call, ENOSPC)
        case .ioError: throw SystemError(call, EIO)
        case .stopBefore: break
        case .stopAfter:
            if let half { half() } else { _ = try work() }
        }
        state.withLock { $0.isDead = true }
        throw Self.dead
    }

    var files: FileSystem {
        var files = FileSystem.live
        let live = FileSystem.live
        files.open = { [self] folder, name, how throws(SystemError) in
            try call(.open) { () throws(SystemError) in
                let descriptor = try live.open(folder, name, how)
                state.withLock { _ = $0.descriptors.insert(descriptor) }
                return descriptor
            }
        }
        files.close = { [self] descriptor in
            if state.withLock({ $0.descriptors.remove(descriptor) }) != nil { live.close(descriptor) }
        }
        files.status = { [self] descriptor throws(SystemError) in
            try call(.status) { () throws(SystemError) in try live.status(descriptor) }
        }
        files.statusOfName = { [self] folder, name throws(SystemError) in
            try call(.status) { () throws(SystemError) in try live.statusOfName(folder, name) }
        }
        files.read = { [self] descriptor, buffer throws(SystemError) in
            try call(.read) { () throws(SystemError) in try live.read(descriptor, buffer) }
        }
        files.write = { [self] descriptor, buffer throws(SystemError) in
            try call(
                .write,
                half: { _ = Glibc.write(descriptor, buffer.baseAddress, buffer.count / 2) },
                { () throws(SystemError) in try live.write(descriptor, buffer) })
        }
        files.note = { [self] descriptor, line throws(SystemError) in
            try call(.write) { () throws(SystemError) in try live.note(descriptor, line) }
        }
        files.sync = { [self] descriptor throws(SystemError) in
            try call(.sync) { () throws(SystemError) in try live.sync(descriptor) }
        }
        files.rename = { [self] folder, name, toFolder, toName throws(SystemError) in
            try call(.rename) { () throws(SystemError) in try live.rename(folder, name, toFolder, toName) }
        }
        files.remove = { [self] folder, name throws(SystemError) in
            try call(.remove) { () throws(SystemError) in try live.remove(folder, name) }
        }
        files.makeFolder = { [self] folder, name throws(SystemError) in
            try call(.makeFolder) { () throws(SystemError) in try live.makeFolder(folder, name) }
        }
        files.lock = { [self] descriptor, isShared throws(SystemError) in
            try call(.lock) { () throws(SystemError) in try live.lock(descriptor, isShared) }
        }
        files.random = { [self] buffer throws(SystemError) in
            try call(.random) { () throws(SystemError) in try live.random(buffer) }
        }
        return files
    }
}
