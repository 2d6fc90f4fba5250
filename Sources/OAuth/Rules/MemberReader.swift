/// Takes the members of an object that a person may have written, one by one. What is left at the end is a fault, so
/// that a misspelled member is told and not neglected.
public struct MemberReader {
    private let path: String
    private let object: JSONObject
    private var taken: Set<String> = []

    public init(_ object: JSONObject, at path: String = "") {
        self.object = object
        self.path = path
    }

    /// The whole name of a member, as faults tell it.
    public func place(_ name: String) -> String { path.isEmpty ? name : path + "." + name }

    /// What is wrong with a member, told with its whole name. The sentence goes on after the name.
    public func fault(_ name: String, _ sentence: String) -> RulesFault {
        RulesFault(member: place(name), sentence: sentence)
    }

    /// Every member was taken.
    public func end() throws(RulesFault) {
        if let left = object.members.first(where: { !taken.contains($0.name) }) {
            throw fault(ForeignText(left.name).safe(limit: 60), "is not known. Remove it, or correct its name.")
        }
    }

    /// The value of a member, whatever its type; `nil` when it is not there. It counts as taken either way.
    public mutating func value(_ name: String) -> JSONValue? {
        taken.insert(name)
        return object[name]
    }

    /// A text on one line that is safe to show; `nil` when it is not there.
    public mutating func text(_ name: String) throws(RulesFault) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string, ForeignText(text).isExactly(ForeignText(text).safe(limit: Limits.parameterValue))
        else { throw fault(name, "must be a text on one line.") }
        return text
    }

    /// A text that must be there and not empty.
    public mutating func required(_ name: String) throws(RulesFault) -> String {
        guard let text = try text(name), !text.isEmpty else {
            // A name with a slip in it is where the person has to look.
            let near = object.members.first { !taken.contains($0.name) && Self.isNear($0.name, name) }
            if let near {
                throw fault(ForeignText(near.name).safe(limit: 60), "is not known. Is it \(name), which is missing?")
            }
            throw fault(name, "is missing.")
        }
        return text
    }

    /// Whether one or two letters beside each other make the difference.
    private static func isNear(_ one: String, _ other: String) -> Bool {
        let (a, b) = (Array(one.utf8), Array(other.utf8))
        let least = max(a.count, b.count)
        guard least <= 60, abs(a.count - b.count) <= 1 else { return false }
        let start = zip(a, b).prefix { $0 == $1 }.count
        let end = min(zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count, min(a.count, b.count) - start)
        return start + end >= least - (least > 4 ? 2 : 1)
    }

    /// A list of texts that are safe to show; `nil` when it is not there.
    public mutating func texts(_ name: String) throws(RulesFault) -> [String]? {
        guard let value = value(name) else { return nil }
        guard let texts = value.strings,
            texts.allSatisfy({ ForeignText($0).isExactly(ForeignText($0).safe(limit: 2048)) })
        else { throw fault(name, "must be a list of texts.") }
        return texts
    }

    /// True or false; `flag` stays as it is when the member is not there.
    public mutating func flag(_ name: String, _ flag: inout Bool) throws(RulesFault) {
        guard let value = value(name) else { return }
        guard let truth = value.bool else { throw fault(name, "must be true or false.") }
        flag = truth
    }

    /// A time from a second to a day; `nil` when it is not there.
    public mutating func seconds(_ name: String) throws(RulesFault) -> Double? {
        guard let value = value(name) else { return nil }
        guard let seconds = value.double, (1...86_400).contains(seconds) else {
            throw fault(name, "must be a number of seconds from 1 to 86400.")
        }
        return seconds
    }

    /// One of the words of a type.
    public mutating func word<Word: RawRepresentable & CaseIterable>(
        _ name: String, _ word: inout Word
    ) throws(RulesFault) where Word.RawValue == String {
        guard let value = value(name) else { return }
        guard let found = value.string.flatMap({ Word(rawValue: $0) }) else {
            throw fault(name, "must be one of " + Word.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        word = found
    }

    /// A list of words of a type, of which there is at least one.
    public mutating func list<Word: RawRepresentable & CaseIterable>(
        _ name: String, of type: Word.Type
    ) throws(RulesFault) -> [Word]? where Word.RawValue == String {
        guard let names = try texts(name) else { return nil }
        let words = names.compactMap { Word(rawValue: $0) }
        guard !words.isEmpty, words.count == names.count else {
            throw fault(name, "must be a list of " + Word.allCases.map(\.rawValue).joined(separator: ", ") + ".")
        }
        return words
    }

    /// An address that secrets may travel to; `nil` when it is not there.
    public mutating func endpoint(_ name: String) throws(RulesFault) -> Endpoint? {
        guard let text = try text(name) else { return nil }
        do throws(EndpointFault) {
            return try Endpoint(text)
        } catch {
            throw fault(name, error.message)
        }
    }

    /// An object inside of this one; its reader must come to its end.
    public mutating func object(_ name: String) throws(RulesFault) -> MemberReader? {
        guard let value = value(name) else { return nil }
        guard let object = value.object else { throw fault(name, "must be an object: { }.") }
        return MemberReader(object, at: place(name))
    }

    /// A list of objects, empty when it is not there; each reader must come to its end.
    public mutating func objects(_ name: String) throws(RulesFault) -> [MemberReader] {
        guard let value = value(name) else { return [] }
        guard let elements = value.array else { throw fault(name, "must be a list of objects: [{ }].") }
        var readers: [MemberReader] = []
        for (index, element) in elements.enumerated() {
            guard let object = element.object else { throw fault("\(name).\(index)", "must be an object: { }.") }
            readers.append(MemberReader(object, at: place("\(name).\(index)")))
        }
        return readers
    }

    /// A name and a value, such as a parameter.
    public mutating func pair(_ name: String) throws(RulesFault) -> FormPair? {
        guard var reader = try object(name) else { return nil }
        let pair = FormPair(try reader.required("name"), try reader.required("value"))
        try reader.end()
        return pair
    }
}
