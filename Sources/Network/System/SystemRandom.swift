public import OAuth

/// The random source of this machine: the kernel's, as `SystemRandomNumberGenerator` reads it.
public enum SystemRandom {
    /// `count` random octets.
    public static func bytes(_ count: Int) -> Entropy {
        precondition(count >= 0, "SystemRandom: \(count) octets")
        var generator = SystemRandomNumberGenerator()
        var octets: [UInt8] = []
        octets.reserveCapacity(count)
        // Each word is a call of the kernel, and gives eight octets.
        while octets.count < count {
            withUnsafeBytes(of: generator.next()) { octets += $0.prefix(count - octets.count) }
        }
        return Entropy(octets)
    }
}
