/// Stands for a nonce that is not kept.
public enum NonceHash {
    /// base64url(SHA-256(nonce)). The nonce has 256 random bits, so nobody finds it from its hash.
    public static func of(_ nonce: Secret) -> String {
        Base64URL.encode(SHA2.sha256.hash(Array(nonce.reveal().utf8)))
    }
}
