/// The names of an object that is being read, to find one that comes twice.
///
/// Names are found by a hash with a key of the process, so nobody can write a document whose names collide, and are
/// compared octet for octet (RFC 8259 section 8.3). Nothing is copied: a token may have twenty thousand of them.
struct MemberNames {
    /// So few are compared one by one.
    private static let few = 12
    /// One more than the place of a member, by the hash of its name; 0 is free. The count is a power of two.
    private var slots: [Int32] = []
    private var hashes: [Int] = []

    /// Takes the name of the member that comes after `members`; false when one of them has it.
    mutating func take(_ name: String, after members: [JSONObject.Member]) -> Bool {
        guard members.count >= Self.few else { return !members.contains { $0.name.hasOctets(of: name) } }
        if slots.count < 2 * (members.count + 1) { grow(for: members) }
        let hash = Self.hash(name)
        var slot = hash & (slots.count - 1)
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if hashes[place] == hash, members[place].name.hasOctets(of: name) { return false }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(members.count + 1)
        hashes.append(hash)
        return true
    }

    private mutating func grow(for members: [JSONObject.Member]) {
        for member in members[hashes.count...] { hashes.append(Self.hash(member.name)) }
        slots = Array(repeating: 0, count: max(64, slots.count * 4))
        for (place, hash) in hashes.enumerated() {
            var slot = hash & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(place + 1)
        }
    }

    private static func hash(_ name: String) -> Int {
        var hasher = Hasher()
        var name = name
        name.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return hasher.finalize()
    }
}
