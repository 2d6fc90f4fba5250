import OAuth

/// Takes the members of a kept object one by one; what is left at the end is a fault, so that nothing is overlooked.
struct KeptReader {
    private let path: String
    /// The form of the whole document.
    private(set) var version = 0
    private let object: JSONObject
    private var taken: Set<String> = []

    /// Reads a document that ``KeptWriter`` began. The kind and the version are judged before anything else, so that a
    /// newer form is told apart from a damaged one. What an older form did not have is optional in the newer one.
    init(_ bytes: [UInt8], kind: String, version: Int) throws(KeptFault) {
        do throws(JSONFault) {
            object = try JSONReader.readObject(bytes)
        } catch {
            throw .badJSON(error)
        }
        path = ""
        guard try text("kind") == kind else { throw .otherKind }
        let found = try int("version")
        guard found <= version else { throw .newerVersion(found) }
        guard found >= 1 else { throw .badMember("version") }
        self.version = found
    }

    private init(_ object: JSONObject, at path: String, version: Int) {
        self.object = object
        self.path = path
        self.version = version
    }

    /// Every member was taken.
    func end() throws(KeptFault) {
        if let left = object.members.first(where: { !taken.contains($0.name) }) {
            throw .badMember(path + ForeignText(left.name).safe(limit: 40))
        }
    }

    func fault(_ name: String) -> KeptFault { .badMember(path + name) }

    mutating func optional(_ name: String) -> JSONValue? {
        taken.insert(name)
        return object[name]
    }

    mutating func value(_ name: String) throws(KeptFault) -> JSONValue {
        guard let value = optional(name) else { throw fault(name) }
        return value
    }

    /// The value by a reading that gives nil when it does not fit; nil when there is no such member.
    mutating func optional<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(KeptFault) -> Value? {
        guard let value = optional(name) else { return nil }
        guard let result = read(value) else { throw fault(name) }
        return result
    }

    mutating func required<Value>(_ name: String, _ read: (JSONValue) -> Value?) throws(KeptFault) -> Value {
        guard let result = read(try value(name)) else { throw fault(name) }
        return result
    }

    mutating func text(_ name: String) throws(KeptFault) -> String { try required(name) { $0.string } }
    mutating func int(_ name: String) throws(KeptFault) -> Int { try required(name, Self.int) }
    mutating func flag(_ name: String) throws(KeptFault) -> Bool { try required(name) { $0.bool } }
    mutating func texts(_ name: String) throws(KeptFault) -> [String] { try required(name) { $0.strings } }
    mutating func time(_ name: String) throws(KeptFault) -> Timestamp { try required(name, Self.time) }
    mutating func seconds(_ name: String) throws(KeptFault) -> Double { try required(name) { $0.double } }
    mutating func secret(_ name: String) throws(KeptFault) -> Secret { try required(name, Self.secret) }
    mutating func endpoint(_ name: String) throws(KeptFault) -> Endpoint { try required(name, Self.endpoint) }

    mutating func optionalText(_ name: String) throws(KeptFault) -> String? { try optional(name) { $0.string } }
    mutating func optionalTexts(_ name: String) throws(KeptFault) -> [String]? { try optional(name) { $0.strings } }
    mutating func optionalTime(_ name: String) throws(KeptFault) -> Timestamp? { try optional(name, Self.time) }
    mutating func optionalSecret(_ name: String) throws(KeptFault) -> Secret? { try optional(name, Self.secret) }
    mutating func optionalEndpoint(_ name: String) throws(KeptFault) -> Endpoint? { try optional(name, Self.endpoint) }

    /// An object inside of this one; its reader must come to its end.
    mutating func object(_ name: String) throws(KeptFault) -> KeptReader {
        KeptReader(try required(name) { $0.object }, at: path + name + ".", version: version)
    }

    mutating func optionalObject(_ name: String) throws(KeptFault) -> KeptReader? {
        try optional(name) { $0.object }.map { KeptReader($0, at: path + name + ".", version: version) }
    }

    mutating func objects(_ name: String) throws(KeptFault) -> [KeptReader] {
        var readers: [KeptReader] = []
        for value in try required(name, { $0.array }) {
            guard let object = value.object else { throw fault(name) }
            readers.append(KeptReader(object, at: path + name + ".", version: version))
        }
        return readers
    }

    private static func int(_ value: JSONValue) -> Int? {
        if case .number(let number) = value { number.int } else { nil }
    }

    private static func time(_ value: JSONValue) -> Timestamp? { value.double.map { Timestamp(seconds: $0) } }

    /// An empty secret was never written.
    private static func secret(_ value: JSONValue) -> Secret? {
        guard let text = value.string, !text.isEmpty else { return nil }
        return Secret(text)
    }

    private static func endpoint(_ value: JSONValue) -> Endpoint? { value.string.flatMap { try? Endpoint($0) } }
}
