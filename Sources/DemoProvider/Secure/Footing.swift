import NIOSSL

/// What the provider stands on: http, or https with an identity of its own.
struct Footing: Sendable {
    let scheme: String
    let context: NIOSSLContext?
    let authorityFile: AuthorityFile?

    init(_ tls: DemoProviderOptions.TLS?) throws(DemoFault) {
        guard let tls else {
            (scheme, context, authorityFile) = ("http", nil, nil)
            return
        }
        scheme = "https"
        let identity: ServerIdentity
        do {
            identity = try ServerIdentity(tls)
        } catch {
            throw .cannotStart("no certificate could be made: \(error)")
        }
        context = identity.context
        do throws(AuthorityFile.Fault) {
            guard let authority = identity.authority else {
                authorityFile = nil
                return
            }
            authorityFile = try AuthorityFile(authority)
        } catch {
            throw .cannotStart("the authority's certificate cannot be written to \(error.path) (error \(error.code)).")
        }
    }

    /// Removes what lies on the disk.
    func clear() { authorityFile?.remove() }
}
