public import OAuth

/// The random source of this machine: the kernel's, as `SystemRandomNumberGenerator` reads it.
public enum SystemRandom {
    /// `count` random octets.
    public static func bytes(_ count: Int) -> Entropy {
        precondition(count >= 0, "SystemRandom: \(count) octets")
        var generator = SystemRandomNumberGenerator()
        return Entropy((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}
