/// Private keys out of JSON (RFC 7517 sections 4 and 5, RFC 7518 section 6, RFC 8037 section 2).
enum JWKReader {
    static func keys(_ bytes: [UInt8]) throws(KeyFileFault) -> [ClientKey] {
        let object: JSONObject
        do throws(JSONFault) {
            object = try JSONReader.readObject(bytes)
        } catch {
            throw .badJSON(error)
        }
        guard let list = object["keys"] else { return [try key(object)] }
        guard let entries = list.array, !entries.isEmpty else { throw .noKey }
        var keys: [ClientKey] = []
        var faults: [KeyFileFault] = []
        for entry in entries.prefix(Limits.keys) {
            guard let one = entry.object else { throw .damaged }
            do throws(KeyFileFault) {
                keys.append(try key(one))
            } catch {
                faults.append(error)
            }
        }
        // Public halves and keys of other kinds may stand beside the one that is meant.
        guard !keys.isEmpty else { throw faults.first ?? .noKey }
        return keys
    }

    /// One key. `d` makes it private.
    static func key(_ object: JSONObject) throws(KeyFileFault) -> ClientKey {
        guard let kty = object["kty"]?.string else { throw .noKey }
        let facts = try KeyFacts(object)
        if kty == "oct" { throw .symmetric }
        guard ["RSA", "EC", "OKP"].contains(kty) else { throw .kind(ForeignText("of the type " + kty)) }
        let curve = object["crv"]?.string ?? "none"
        if kty == "EC", JSONWebKey.Curve(rawValue: curve) == nil {
            throw .kind(ForeignText("an EC key on the curve " + curve))
        }
        if kty == "OKP", curve != "Ed25519" { throw .kind(ForeignText("an OKP key on the curve " + curve)) }
        guard object["d"] != nil else {
            throw JSONWebKey(object) == nil ? .damaged : .publicOnly
        }
        func octets(_ name: String) -> [UInt8]? { object[name]?.string.flatMap { Base64URL.decode($0) } }
        guard let secret = octets("d"), let published = JSONWebKey.Material(kty, object) else { throw .damaged }
        switch published {
        case .rsa(let modulus, let exponent):
            var primes: ClientKey.Primes?
            if object["p"] != nil || object["q"] != nil {
                guard let first = octets("p"), let second = octets("q") else { throw .damaged }
                primes = ClientKey.Primes(first: first, second: second)
            }
            return try .rsa(modulus: modulus, exponent: exponent, secret: secret, primes: primes, facts: facts)
        case .ec(let curve, let x, let y):
            return try .ec(curve, secret, published: [0x04] + x + y, facts: facts)
        case .okp(let x):
            return try .ed25519(secret, published: x, facts: facts)
        }
    }
}

/// What a JWK says of its use.
struct KeyFacts {
    let keyID: String?
    let use: String?
    let algorithm: String?
    let operations: [String]?

    static let none = KeyFacts()

    private init() {
        (keyID, use, algorithm, operations) = (nil, nil, nil, nil)
    }

    init(_ object: JSONObject) throws(KeyFileFault) {
        func text(_ name: String) throws(KeyFileFault) -> String? {
            guard let value = object[name], value != .null else { return nil }
            guard let text = value.string else { throw .damaged }
            return text
        }
        keyID = try text("kid")
        use = try text("use")
        algorithm = try text("alg")
        operations = object["key_ops"]?.strings
    }

    func publicKey(_ material: JSONWebKey.Material) -> JSONWebKey {
        JSONWebKey(keyID: keyID, use: use, algorithm: algorithm, keyOps: operations, material: material)
    }
}
