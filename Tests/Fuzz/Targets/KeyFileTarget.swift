import OAuth

extension FuzzTarget {
    /// The reader of private keys: PEM, the encoding inside, and JWKs. With an odd variant the rest is the encoding and
    /// its PEM lines are put around it here.
    static let keyFile = FuzzTarget("key-file") { input throws(Violation) in
        var octets = input.octets
        if input.flag(0) {
            let label = input.choice(["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"], shift: 1)
            octets = Array(
                "-----BEGIN \(label)-----\n\(Base64.encode(octets))\n-----END \(label)-----\n".utf8)
        }
        switch Result(catching: { () throws(KeyFileFault) in try KeyFile.read(octets) }) {
        case .failure(let fault): try Showable.expect(fault.message, "message")
        case .success(let file):
            try expect(!file.keys.isEmpty && file.keys.count <= Limits.keys, "\(file.keys.count) keys")
            for key in file.keys {
                try Showable.expect(key.kind, "kind")
                try expect(
                    ClientKey(kept: key.kept)?.publicKey.thumbprint == key.publicKey.thumbprint, "kept another key")
                try expect("\(key)".contains("hidden"), "a key is shown")
            }
            if case .failure(let fault) = Result(catching: { () throws(KeyFileFault) in try file.signingKey(nil) }) {
                try Showable.expect(fault.message, "message")
            }
        }
    }
}
