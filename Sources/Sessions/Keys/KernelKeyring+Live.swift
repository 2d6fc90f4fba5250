internal import CLinux
import Glibc

extension KernelKeyring {
    public static let live = KernelKeyring(
        store: { name, octets, seconds throws(SystemError) in
            let ring = try ring()
            let key = pixie_add_key("user", prefix + name, octets.baseAddress, octets.count, ring)
            guard key >= 0 else { throw SystemError(.keyring, errno) }
            guard let seconds else { return }
            do throws(SystemError) {
                try call(.setTimeout, key, Int(seconds))
            } catch {
                // A key that stays for ever is not what was asked for.
                _ = try call(.unlink, key, Int(ring))
                throw error
            }
        },
        load: { name, buffer throws(SystemError) in
            guard let key = try search(name, in: try ring()) else { return nil }
            return try call(.read, key, Int(bitPattern: buffer.baseAddress), buffer.count)
        },
        remove: { name throws(SystemError) in
            let ring = try ring()
            if let key = try search(name, in: ring) { try call(.unlink, key, Int(ring)) }
        })

    private static let prefix = "pixie:"
    /// KEY_SPEC_PROCESS_KEYRING and KEY_SPEC_USER_KEYRING of linux/keyctl.h.
    private static let processRing = -2
    private static let userRing = -4

    /// Operations of keyctl(2), by their numbers in linux/keyctl.h.
    private enum Operation: CInt {
        case ringID = 0
        case link = 8
        case unlink = 9
        case search = 10
        case read = 11
        case setTimeout = 15
        case persistentRing = 22
    }

    @discardableResult
    private static func call(
        _ operation: Operation, _ first: some FixedWidthInteger, _ second: Int = 0, _ third: Int = 0
    ) throws(SystemError) -> Int {
        let result = pixie_keyctl(
            operation.rawValue, UInt(bitPattern: Int(first)), UInt(bitPattern: second), UInt(bitPattern: third), 0)
        guard result >= 0 else { throw SystemError(.keyring, errno) }
        return result
    }

    /// The user's persistent keyring, else the user's own. It is tied to this process: only then may its keys be read.
    private static func ring() throws(SystemError) -> Int32 {
        do throws(SystemError) {
            return Int32(try call(.persistentRing, -1, processRing))
        } catch {
            // A kernel without persistent keyrings. A forbidden call is forbidden for the other one as well.
            guard error.code == EOPNOTSUPP || error.code == ENOSYS else { throw error }
            let ring = Int32(try call(.ringID, userRing, 1))
            try call(.link, ring, processRing)
            return ring
        }
    }

    private static func search(_ name: String, in ring: Int32) throws(SystemError) -> Int32? {
        var result = 0
        "user".withCString { kind in
            (prefix + name).withCString { name in
                result = pixie_keyctl(
                    Operation.search.rawValue, UInt(bitPattern: Int(ring)), UInt(bitPattern: kind),
                    UInt(bitPattern: name), 0)
            }
        }
        if result >= 0 { return Int32(result) }
        // There is none, or it is too old.
        if [ENOKEY, EKEYEXPIRED, EKEYREVOKED].contains(errno) { return nil }
        throw SystemError(.keyring, errno)
    }
}
