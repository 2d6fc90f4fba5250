/// Private keys out of PEM blocks (RFC 5958, RFC 5915, RFC 8017 appendix A.1.2, RFC 8410).
enum PEMKeys {
    static func keys(_ pem: PEM) throws(KeyFileFault) -> [ClientKey] {
        var keys: [ClientKey] = []
        for block in pem.blocks {
            switch block.label {
            case "PRIVATE KEY": keys.append(try key(block, pkcs8))
            case "EC PRIVATE KEY": keys.append(try key(block, sec1))
            case "RSA PRIVATE KEY": keys.append(try key(block, pkcs1))
            case "ENCRYPTED PRIVATE KEY": throw .encrypted
            case _: break
            }
            guard keys.count <= Limits.keys else { throw .tooLong(limit: KeyFile.longest) }
        }
        guard keys.isEmpty else { return keys }
        let labels = pem.blocks.map(\.label)
        if labels.contains(where: { $0.hasSuffix("PUBLIC KEY") || $0 == "CERTIFICATE" }) { throw .publicOnly }
        throw .otherBlock(ForeignText(labels.first ?? ""))
    }

    /// What goes wrong on the way: the form, or a fault with a name.
    private enum Trouble: Error {
        case form
        case fault(KeyFileFault)
    }

    private static func key(
        _ block: PEM.Block, _ read: (inout DER) throws(Trouble) -> ClientKey
    ) throws(KeyFileFault) -> ClientKey {
        guard !block.hasHeaders else { throw .encrypted }
        guard let bytes = block.bytes else { throw .damaged }
        var der = DER(bytes[...])
        do throws(Trouble) {
            return try read(&der)
        } catch {
            switch error {
            case .form: throw .damaged
            case .fault(let fault): throw fault
            }
        }
    }

    private static func form<Value>(_ read: () throws(DER.Malformed) -> Value) throws(Trouble) -> Value {
        do throws(DER.Malformed) {
            return try read()
        } catch {
            throw .form
        }
    }

    private static func made(_ make: () throws(KeyFileFault) -> ClientKey) throws(Trouble) -> ClientKey {
        do throws(KeyFileFault) {
            return try make()
        } catch {
            throw .fault(error)
        }
    }

    /// OneAsymmetricKey (RFC 5958 section 2): version, algorithm, key.
    private static func pkcs8(_ der: inout DER) throws(Trouble) -> ClientKey {
        let (kind, parameters, content) = try form { () throws(DER.Malformed) in
            var key = try der.sequence()
            _ = try key.number()
            var algorithm = try key.sequence()
            let kind = Array(try algorithm.content(.identifier))
            let parameters =
                algorithm.nextTag == DER.Tag.identifier.rawValue ? Array(try algorithm.content(.identifier)) : nil
            return (kind, parameters, try key.content(.octets))
        }
        var inner = DER(content)
        switch kind {
        case KeyIdentifier.rsa, KeyIdentifier.rsaPSS:
            return try pkcs1(&inner)
        case KeyIdentifier.ec:
            guard let parameters else { throw .form }
            return try sec1(&inner, curve: try curve(parameters))
        case KeyIdentifier.ed25519:
            let seed = Array(try form { () throws(DER.Malformed) in try inner.content(.octets) })
            return try made { () throws(KeyFileFault) in try ClientKey.ed25519(seed, published: nil, facts: .none) }
        case _:
            throw .fault(.kind(ForeignText(KeyIdentifier.name(kind))))
        }
    }

    private static func sec1(_ der: inout DER) throws(Trouble) -> ClientKey { try sec1(&der, curve: nil) }

    /// ECPrivateKey (RFC 5915 section 3): version 1, the number, the curve unless it is known, the public point.
    private static func sec1(_ der: inout DER, curve known: JSONWebKey.Curve?) throws(Trouble) -> ClientKey {
        let (number, named, point) = try form { () throws(DER.Malformed) in
            var key = try der.sequence()
            _ = try key.number()
            let number = Array(try key.content(.octets))
            var named: [UInt8]?
            if let content = try key.optional(context: 0) {
                var inner = DER(content)
                named = Array(try inner.content(.identifier))
            }
            var point: [UInt8]?
            if let content = try key.optional(context: 1) {
                var inner = DER(content)
                // The first octet counts unused bits.
                point = Array(try inner.content(.bits).dropFirst())
            }
            return (number, named, point)
        }
        var curve = known
        if let named {
            let own = try self.curve(named)
            guard known == nil || known == own else { throw .form }
            curve = own
        }
        guard let curve else { throw .form }
        return try made { () throws(KeyFileFault) in
            try ClientKey.ec(curve, number, published: point, facts: .none)
        }
    }

    /// RSAPrivateKey (RFC 8017 appendix A.1.2).
    private static func pkcs1(_ der: inout DER) throws(Trouble) -> ClientKey {
        let numbers = try form { () throws(DER.Malformed) in
            var key = try der.sequence()
            _ = try key.number()
            var numbers: [[UInt8]] = []
            for _ in 0..<5 { numbers.append(try key.number()) }
            return numbers
        }
        return try made { () throws(KeyFileFault) in
            try ClientKey.rsa(
                modulus: numbers[0], exponent: numbers[1], secret: numbers[2],
                primes: ClientKey.Primes(first: numbers[3], second: numbers[4]), facts: .none)
        }
    }

    private static func curve(_ identifier: [UInt8]) throws(Trouble) -> JSONWebKey.Curve {
        guard let known = KeyIdentifier.curves.first(where: { $0.identifier == identifier }) else {
            throw .fault(.kind(ForeignText("an EC key on the curve " + KeyIdentifier.name(identifier))))
        }
        return known.curve
    }
}
