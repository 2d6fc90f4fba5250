import Glibc
import Hygiene
import Testing

@Suite("LockedBytes", .serialized)
struct LockedBytesTests {
    @Test("gives back what it was made of, and wipes where that was")
    func takesOver() {
        var octets: [UInt8] = [1, 2, 3]
        let locked = LockedBytes(taking: &octets)
        #expect(octets.isEmpty)
        #expect(locked.withBytes { Array($0) } == [1, 2, 3])
    }

    @Test("is zero before it is filled, at any size", arguments: [1, 32, 4096, 4097])
    func startsAtZero(count: Int) {
        let locked = LockedBytes(count: count) { bytes in #expect(bytes.allSatisfy { $0 == 0 }) }
        #expect(locked.withBytes { $0.count } == count)
    }

    @Test("passes on the error of who fills it")
    func passesErrorsOn() {
        struct Failed: Error {}
        #expect(throws: Failed.self) { try LockedBytes(count: 32) { _ throws(Failed) in throw Failed() } }
    }

    @Test("says whether the system locked it, and is in no core dump")
    func locking() throws {
        let bytes = LockedBytes(count: 32) { $0[0] = 7 }
        let flags = try #require(Memory.flags(of: bytes.withBytes { UInt(bitPattern: $0.baseAddress) }))
        #expect(bytes.isLocked == flags.contains("lo"))
        #expect(flags.contains("dd"))
    }

    @Test("gives its pages back at the end")
    func ends() {
        let address = LockedBytes(count: 32) { $0[0] = 7 }.withBytes { UInt(bitPattern: $0.baseAddress) }
        // Something else may have got the same addresses meanwhile; it is not locked.
        #expect(Memory.flags(of: address).map { $0.contains("lo") && $0.contains("dd") } ?? false == false)
    }

    @Test("shows no octet when it is printed")
    func isHidden() {
        let locked = LockedBytes(count: 3) { $0.copyBytes(from: [65, 66, 67]) }
        #expect("\(locked) \(String(reflecting: locked))" == "(3 hidden) (3 hidden)")
        var text = ""
        dump(locked, to: &text)
        #expect(!text.contains("0x") && !text.contains("65"))
    }
}

/// What the kernel says about a piece of this process's memory.
private enum Memory {
    /// The VmFlags of the mapping that holds an address (proc(5), smaps).
    static func flags(of address: UInt) -> [String]? {
        guard let file = fopen("/proc/self/smaps", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        var isThere = false
        while fgets(&line, CInt(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let words = text.split { $0 == " " || $0 == "\n" }.map(String.init)
            guard let first = words.first else { continue }
            let ends = first.split(separator: "-").map { UInt($0, radix: 16) }
            if ends.count == 2, let low = ends[0], let high = ends[1] { isThere = (low..<high).contains(address) }
            if isThere, first == "VmFlags:" { return Array(words.dropFirst()) }
        }
        return nil
    }
}
