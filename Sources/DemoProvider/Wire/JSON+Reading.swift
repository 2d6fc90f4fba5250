import FoundationEssentials

/// Reading JSON that a client sent. Members lose their order, and of two with one name one is lost; no rule here looks
/// at either.
extension JSON {
    package static func read(_ octets: [UInt8]) -> JSON? {
        try? JSONDecoder().decode(Reader.self, from: Data(octets)).value
    }

    package var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    private struct Reader: Decodable {
        let value: JSON

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            if let members = try? decoder.container(keyedBy: Name.self) {
                value = .object(
                    try members.allKeys.map {
                        Member(name: $0.stringValue, value: try members.decode(Reader.self, forKey: $0).value)
                    })
            } else if var list = try? decoder.unkeyedContainer() {
                var values: [JSON] = []
                while !list.isAtEnd { values.append(try list.decode(Reader.self).value) }
                value = .array(values)
            } else {
                let single = try decoder.singleValueContainer()
                if single.decodeNil() {
                    value = .null
                } else if let truth = try? single.decode(Bool.self) {
                    value = .bool(truth)
                } else if let number = try? single.decode(Int.self) {
                    value = .integer(number)
                } else if let number = try? single.decode(Double.self) {
                    value = .number("\(number)")
                } else {
                    value = .string(try single.decode(String.self))
                }
            }
        }
    }
}
