/// The public keys that a provider publishes (RFC 7517 section 5).
public struct JWKSet: Sendable, Equatable {
    /// Keys of a kind that pixie understands, in the provider's order.
    public let keys: [JSONWebKey]
    /// How many entries were left out: unknown kinds, broken or symmetric ones, and what exceeds ``Limits/keys``.
    public let ignored: Int

    public init(keys: [JSONWebKey], ignored: Int = 0) {
        self.keys = keys
        self.ignored = ignored
    }

    /// Reads a key set. What is not understood in it is ignored, so that a provider can publish newer keys.
    public static func read(_ bytes: [UInt8]) throws(KeysFault) -> JWKSet {
        let object: JSONObject
        do throws(JSONFault) {
            object = try JSONReader.readObject(bytes)
        } catch {
            throw .badJSON(error)
        }
        guard let entries = object["keys"]?.array else { throw .noKeyList }
        let keys = entries.prefix(Limits.keys).compactMap { $0.object.flatMap(JSONWebKey.init) }
        return JWKSet(keys: keys, ignored: entries.count - keys.count)
    }

    /// Reads a file that a person has: a key set, or one key alone (RFC 7517 section 4).
    public static func read(file bytes: [UInt8]) throws(KeysFault) -> JWKSet {
        do throws(KeysFault) {
            return try read(bytes)
        } catch {
            guard error == .noKeyList, let object = try? JSONReader.readObject(bytes), object["keys"] == nil,
                let key = JSONWebKey(object)
            else { throw error }
            return JWKSet(keys: [key])
        }
    }

    /// The request for the keys at `jwks_uri`.
    public static func call(_ endpoint: Endpoint) -> HTTPCall {
        HTTPCall(.keys, .get, endpoint, headers: [HTTPCall.Field("Accept", "application/json")])
    }

    /// Judges the answer of `jwks_uri`.
    public static func judge(_ reply: HTTPReply) throws(KeysFault) -> JWKSet {
        guard reply.status == 200 else { throw .status(reply.status) }
        guard reply.body.first(where: { !$0.isJSONSpace }) != UInt8(ascii: "<") else { throw .notJSON }
        return try read(reply.body)
    }
}

/// Why an answer holds no key set.
public enum KeysFault: Error, Sendable, Equatable {
    case status(Int)
    /// It looks like a page for people.
    case notJSON
    case badJSON(JSONFault)
    /// The member `keys` is missing or is no array.
    case noKeyList
}

extension KeysFault {
    /// A stable name for scripts.
    public var reason: String {
        switch self {
        case .status: "keys_http_status"
        case .notJSON: "keys_not_json"
        case .badJSON: "keys_bad_json"
        case .noKeyList: "keys_no_list"
        }
    }

    /// The same about a file, with the person who gave it in mind.
    ///
    /// - Parameter name: Of the file, already safe to show.
    public func message(file name: String) -> String {
        switch self {
        case .status, .notJSON, .badJSON:
            "What stands in \(name) cannot be read as keys. \(fact)Give a key set or one key in JSON (RFC 7517); a key "
                + "in PEM form has to be converted first."
        case .noKeyList:
            "There is no key in \(name): neither a list \"keys\" nor one public key of a kind that pixie knows (RSA, "
                + "EC, OKP). Give a key set or one key in JSON (RFC 7517)."
        }
    }

    private var fact: String {
        switch self {
        case .badJSON(let fault): fault.message + " "
        case .status, .notJSON, .noKeyList: ""
        }
    }

    /// What happened and what to do, as sentences for the person.
    public var message: String {
        switch self {
        case .status(let status):
            "The provider answered with status \(status) instead of its signing keys, so its ID token cannot be "
                + "checked. Try again; if it stays so, tell the provider that its jwks_uri does not work."
        case .notJSON:
            "The provider's jwks_uri shows a web page instead of signing keys. Check the issuer, or tell the provider."
        case .badJSON(let fault):
            "The provider's signing keys cannot be read. \(fault.message) Tell the provider."
        case .noKeyList:
            "The provider's key document has no list of keys (member \"keys\"). Check the issuer, or tell the provider."
        }
    }
}

extension UInt8 {
    /// White space of JSON (RFC 8259 section 2).
    var isJSONSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
