import OAuth

/// What docker says to a credential helper: the address of a server, or an object with `ServerURL`, `Username` and
/// `Secret` (docker-credential-helpers).
struct DockerCredentialRequest {
    /// As docker wrote it; the answer repeats it.
    let server: String
    let secret: Secret?

    enum Fault: Error, Equatable {
        case file(FileFault)
        case notText
        case noServer
        case badObject

        var message: String {
            switch self {
            case .file(let fault): fault.message
            case .notText: "The request is not one line of text. Run it from docker."
            // These two are what docker's own helpers say.
            case .noServer: "no credentials server URL"
            case .badObject: "The request is no object with ServerURL, Username and Secret. Run it from docker."
            }
        }
    }

    /// In octets.
    static let limit = 65536

    /// - Parameter isObject: For `store`.
    static func read(isObject: Bool) throws(Fault) -> DockerCredentialRequest {
        let bytes: [UInt8]
        do throws(FileFault) {
            bytes = try SmallFile.read("-", limit: limit)
        } catch {
            throw .file(error)
        }
        return try DockerCredentialRequest(bytes, isObject: isObject)
    }

    init(_ bytes: [UInt8], isObject: Bool) throws(Fault) {
        if isObject {
            guard let object = try? JSONReader.readObject(bytes), let server = object["ServerURL"]?.string,
                let secret = object["Secret"]?.string
            else { throw .badObject }
            guard !server.isEmpty else { throw .noServer }
            self.server = server
            self.secret = Secret(secret)
            return
        }
        guard var text = String(validating: bytes, as: UTF8.self) else { throw .notText }
        while text.last?.isNewline == true { text.removeLast() }
        guard !text.isEmpty else { throw .noServer }
        guard text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { throw .notText }
        server = text
        secret = nil
    }

    /// Where the credential goes; nil when that is a place where none may go: only https, or http on this machine.
    var target: WebAddress? {
        let text = server.contains("://") ? server : "https://\(server)"
        guard let address = try? WebAddress(text), address.scheme == .https || address.isLoopback else { return nil }
        return address
    }
}
