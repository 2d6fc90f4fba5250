import NIOSSL

/// What the provider stands on: http, or https with an identity of its own, and the files that it gives to clients.
struct Footing: Sendable {
    let scheme: String
    let context: NIOSSLContext?
    private(set) var authorityFile: RunFile?
    private(set) var clientKeyFile: RunFile?
    private(set) var decryptionKeyFile: RunFile?

    init(_ options: DemoProviderOptions) throws(DemoFault) {
        var authority: String?
        if let tls = options.tls {
            let identity: ServerIdentity
            do {
                identity = try ServerIdentity(tls)
            } catch {
                throw .cannotStart("no certificate could be made: \(error)")
            }
            (scheme, context, authority) = ("https", identity.context, identity.authority)
        } else {
            (scheme, context) = ("http", nil)
        }
        let keys = options.clientKeys
        do throws(RunFile.Fault) {
            authorityFile = try authority.map { (text) throws(RunFile.Fault) in try RunFile(text, name: ("ca", "pem")) }
            if let keys, options.offers.requiresClientKey {
                clientKeyFile = try RunFile(keys.signingJWK.text, name: ("client-key", "jwk"))
            }
            if let keys, options.offers.encrypts {
                decryptionKeyFile = try RunFile(keys.encryptionJWK.text, name: ("decryption-key", "jwk"))
            }
        } catch {
            clear()
            throw .cannotStart("\(error.path) cannot be written (error \(error.code)).")
        }
    }

    /// Without keys for a client.
    init(_ tls: DemoProviderOptions.TLS?) throws(DemoFault) {
        var options = DemoProviderOptions()
        options.tls = tls
        try self.init(options)
    }

    /// Removes what lies on the disk.
    func clear() {
        for file in [authorityFile, clientKeyFile, decryptionKeyFile] { file?.remove() }
    }
}
