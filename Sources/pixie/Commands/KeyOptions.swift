import ArgumentParser
import OAuth

/// The private keys of a client, and whether its tokens are bound to a key of the login.
struct KeyOptions: ParsableArguments {
    @Option(
        name: .customLong("client-key-file"),
        help: ArgumentHelp(
            "File with the private key that proves the client (private_key_jwt): PEM or JWK, mode 600.",
            valueName: "file"))
    var clientKeyFile: String?

    @Option(
        name: .customLong("client-key-id"),
        help: ArgumentHelp("Name (kid) of that key at the provider, if the file does not have it.", valueName: "kid"))
    var clientKeyID: String?

    @Option(
        name: .customLong("decryption-key-file"),
        help: ArgumentHelp(
            "File with private keys that open encrypted ID tokens and userinfo: PEM or JWK set, mode 600.",
            valueName: "file"))
    var decryptionKeyFile: String?

    @Option(
        help: ArgumentHelp(
            "Bind tokens to a key of the login (RFC 9449): never, offered (where the provider lists it) or always.",
            valueName: "when"))
    var dpop: DPoPChoice?

    enum DPoPChoice: String, ExpressibleByArgument, CaseIterable {
        case never, offered, always

        var use: Use {
            switch self {
            case .never: .never
            case .offered: .whenOffered
            case .always: .always
            }
        }
    }

    var order: KeyOrder {
        KeyOrder(
            clientKeyFile: clientKeyFile, clientKeyID: clientKeyID, decryptionKeyFile: decryptionKeyFile,
            dpop: dpop?.use)
    }
}
