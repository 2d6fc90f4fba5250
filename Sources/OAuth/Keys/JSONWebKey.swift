/// A public key of a provider (RFC 7517 section 4). Private members (`d`, `p`, `k`, …) are never read.
public struct JSONWebKey: Sendable, Equatable {
    /// The curves of elliptic keys, by their names in `crv` (RFC 7518 section 6.2.1.1).
    public enum Curve: String, Sendable, CaseIterable {
        case p256 = "P-256"
        case p384 = "P-384"
        case p521 = "P-521"

        /// Octets of one coordinate; RFC 7518 section 6.2.1.2 demands exactly so many.
        var coordinateLength: Int {
            switch self {
            case .p256: 32
            case .p384: 48
            case .p521: 66
            }
        }
    }

    /// The numbers of the key, big-endian, unjudged: whether they make a usable key shows at use.
    public enum Material: Sendable, Equatable {
        /// Without leading zero octets.
        case rsa(modulus: [UInt8], exponent: [UInt8])
        case ec(Curve, x: [UInt8], y: [UInt8])
        /// Ed25519 (RFC 8037 section 2).
        case okp(x: [UInt8])
    }

    /// `kid`.
    public let keyID: String?
    /// `use`: `sig` or `enc`.
    public let use: String?
    /// `alg`.
    public let algorithm: String?
    /// `key_ops`.
    public let keyOps: [String]?
    public let material: Material

    public init(
        keyID: String? = nil, use: String? = nil, algorithm: String? = nil, keyOps: [String]? = nil, material: Material
    ) {
        self.keyID = keyID
        self.use = use
        self.algorithm = algorithm
        self.keyOps = keyOps
        self.material = material
    }
}

extension JSONWebKey {
    /// Reads one member of `keys`; `nil` when its type, curve or form is not understood. Then the key is ignored
    /// (RFC 7517 section 5), as is a symmetric one: a published secret proves nothing.
    public init?(_ object: JSONObject) {
        guard let kty = object["kty"]?.string, let material = Material(kty, object) else { return nil }
        // A restriction that cannot be read may not be taken for absent.
        var texts: [String: String] = [:]
        for name in ["kid", "use", "alg"] {
            guard let value = object[name], value != .null else { continue }
            guard let text = value.string else { return nil }
            texts[name] = text
        }
        if let operations = object["key_ops"], operations != .null {
            guard let names = operations.strings else { return nil }
            keyOps = names
        } else {
            keyOps = nil
        }
        keyID = texts["kid"]
        use = texts["use"]
        algorithm = texts["alg"]
        self.material = material
    }

    /// Kind and size for the screen: `RSA 2048 bits`, `EC P-256`.
    public var kind: String {
        switch material {
        case .rsa(let modulus, _): "RSA \(Self.bits(modulus)) bits"
        case .ec(let curve, _, _): "EC \(curve.rawValue)"
        case .okp: "OKP Ed25519"
        }
    }

    /// Length of a big-endian number in bits.
    static func bits(_ number: [UInt8]) -> Int {
        guard let first = number.first(where: { $0 != 0 }), let index = number.firstIndex(of: first) else { return 0 }
        return (number.count - index) * 8 - first.leadingZeroBitCount
    }
}

extension JSONWebKey.Material {
    init?(_ kty: String, _ object: JSONObject) {
        func octets(_ name: String) -> [UInt8]? { object[name]?.string.flatMap { Base64URL.decode($0) } }
        switch kty {
        case "RSA":
            guard let n = octets("n"), let e = octets("e") else { return nil }
            // Some servers send the sign octet of DER; RFC 7518 section 6.3.1.1 means the number.
            self = .rsa(modulus: Array(n.drop { $0 == 0 }), exponent: Array(e.drop { $0 == 0 }))
        case "EC":
            guard let curve = object["crv"]?.string.flatMap(JSONWebKey.Curve.init), let x = octets("x"),
                let y = octets("y"), x.count == curve.coordinateLength, y.count == curve.coordinateLength
            else { return nil }
            self = .ec(curve, x: x, y: y)
        case "OKP":
            guard object["crv"]?.string == "Ed25519", let x = octets("x"), x.count == 32 else { return nil }
            self = .okp(x: x)
        default:
            return nil
        }
    }
}
