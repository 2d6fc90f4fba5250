import FoundationEssentials

@testable import DemoProvider

/// A JSON document that came out of the provider, read by a reader that is not the provider's.
enum Seen: Decodable, Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Seen])
    case object([String: Seen])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([Seen].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Seen].self))
        }
    }

    init?(octets: [UInt8]) {
        guard let seen = try? JSONDecoder().decode(Seen.self, from: Data(octets)) else { return nil }
        self = seen
    }

    subscript(name: String) -> Seen? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var values: [Seen] { if case .array(let values) = self { values } else { [] } }
    var names: Set<String> { if case .object(let members) = self { Set(members.keys) } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var isTrue: Bool { self == .bool(true) }
}

/// A token in compact form, taken apart.
struct SeenToken: Sendable {
    let text: String
    let header: Seen
    let claims: Seen
    let signature: [UInt8]

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Base64URL.decode(parts[0]).flatMap(Seen.init(octets:)),
            let claims = Base64URL.decode(parts[1]).flatMap(Seen.init(octets:)),
            let signature = Base64URL.decode(parts[2])
        else { return nil }
        (self.text, self.header, self.claims, self.signature) = (text, header, claims, signature)
    }
}

extension Answer {
    var seen: Seen? { Seen(octets: body) }
}
