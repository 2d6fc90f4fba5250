/// Random octets that arrived from outside, to be used up once.
///
/// The protocol has no source of randomness of its own: whoever drives it draws octets from the system's generator and
/// hands them in. ``take(_:)`` removes what it returns, so no octet ends up in two values.
public struct Entropy: Sendable, Equatable {
    private var bytes: [UInt8]

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Octets that were not taken yet.
    public var remaining: Int { bytes.count }

    /// Removes and returns `count` octets.
    ///
    /// There must be enough: the caller asked for the amount that the value needs, so a shortage is a mistake of ours.
    public mutating func take(_ count: Int) -> [UInt8] {
        precondition(count >= 0 && count <= bytes.count, "Entropy: \(count) octets wanted, \(bytes.count) are left")
        let taken = Array(bytes.prefix(count))
        bytes.removeFirst(count)
        return taken
    }

    /// A text of `count` octets in base64url, for `state`, `nonce` and paths that must not be guessed.
    public mutating func takeText(_ count: Int) -> Secret {
        Secret(Base64URL.encode(take(count)))
    }
}

extension Entropy: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(\(remaining) random octets, hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
