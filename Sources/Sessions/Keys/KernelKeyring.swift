import Hygiene

/// The kernel's keyring of this user: memory that is never swapped, gone when the machine restarts.
///
/// The persistent keyring is used, which outlives a logout and is forgotten three days after its last use; without one
/// the user's keyring, which goes with the last logout. Where a container forbids these calls, that is told.
public struct KernelKeyring: Sendable {
    /// Keeps octets under a name, for so many seconds, or as long as the keyring lives.
    public var store:
        @Sendable (_ name: String, _ octets: UnsafeRawBufferPointer, _ seconds: UInt32?) throws(SystemError) -> Void
    /// Copies what is kept under a name, and gives its length; nil when there is nothing.
    public var load: @Sendable (_ name: String, _ into: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int?
    public var remove: @Sendable (_ name: String) throws(SystemError) -> Void

    /// Whether a value that is stored comes back.
    func probe(_ value: [UInt8]) throws(SystemError) -> Bool {
        let name = "probe-" + HexText.of(value.prefix(4))
        var failure: SystemError?
        value.withUnsafeBytes { buffer in
            do throws(SystemError) {
                try store(name, buffer, 60)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        let found = try key(name, count: value.count)
        try remove(name)
        return found?.withBytes { $0.elementsEqual(value) } == true
    }

    /// What is kept under a name, in locked memory; nil when there is nothing of this length.
    func key(_ name: String, count: Int) throws(SystemError) -> LockedBytes? {
        var length: Int?
        var failure: SystemError?
        let bytes = LockedBytes(count: count) { buffer in
            do throws(SystemError) {
                length = try load(name, buffer)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return length == count ? bytes : nil
    }
}
