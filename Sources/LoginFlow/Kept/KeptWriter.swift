import OAuth

/// Puts members together, leaving out what is not there.
struct KeptWriter {
    private var members: [JSONObject.Member] = []

    /// The start of every kept document: its kind and version.
    init(kind: String, version: Int) {
        put("kind", .string(kind))
        put("version", .integer(version))
    }

    init() {}

    var object: JSONValue { .object(JSONObject(members: members)) }
    var bytes: [UInt8] { Array(object.text.utf8) }

    mutating func put(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        members.append(JSONObject.Member(name: name, value: value))
    }

    mutating func put(_ name: String, _ text: String?) { put(name, text.map { .string($0) }) }
    mutating func put(_ name: String, _ secret: Secret?) { put(name, secret?.reveal()) }
    mutating func put(_ name: String, _ time: Timestamp?) { put(name, time.map { JSONValue($0.seconds) }) }
    mutating func put(_ name: String, _ number: Int?) { put(name, number.map { .integer($0) }) }
    mutating func put(_ name: String, _ endpoint: Endpoint?) { put(name, endpoint?.text) }
    mutating func put(_ name: String, _ texts: [String]?) { put(name, texts.map { .strings($0) }) }
    mutating func put(_ name: String, _ texts: [ForeignText]?) {
        put(name, texts.map { .array($0.map { JSONValue($0) }) })
    }
}
