/// The private keys that a client has at a provider.
public struct ClientKeys: Sendable, Equatable {
    /// Proves the client (RFC 7523); nil for one that has a secret or nothing.
    public var signing: ClientKey?
    /// Open what the provider encrypts for the client (RFC 7516).
    public var decryption: [ClientKey]

    public static let none = ClientKeys()

    public init(signing: ClientKey? = nil, decryption: [ClientKey] = []) {
        self.signing = signing
        self.decryption = decryption
    }
}
