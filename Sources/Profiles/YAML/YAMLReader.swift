internal import CYAML
import OAuth

/// Makes nodes of the events of libyaml (YAML 1.1). One document, without aliases.
struct YAMLReader: ~Copyable {
    /// How deep values may nest: they are followed by recursion.
    private static let depthLimit = 256

    private let parser: OpaquePointer

    /// The only document in a text; nil when there is none.
    static func read(_ text: String) throws(YAMLFault) -> YAMLNode? {
        let octets = Array(text.utf8)
        var result: Result<YAMLNode?, YAMLFault> = .success(nil)
        octets.withUnsafeBufferPointer { buffer in
            do throws(YAMLFault) {
                result = .success(try YAMLReader(buffer).document())
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// - Parameter octets: They must outlive the reader.
    private init(_ octets: UnsafeBufferPointer<UInt8>) throws(YAMLFault) {
        guard let parser = pixie_yaml_make(octets.baseAddress, octets.count) else { throw .noMemory }
        self.parser = parser
    }

    deinit {
        pixie_yaml_free(parser)
    }

    private func document() throws(YAMLFault) -> YAMLNode? {
        guard try next().what != PIXIE_YAML_STREAM_END else { return nil }
        let root = try node(try next(), depth: 0)
        _ = try next()
        let rest = try next()
        guard rest.what == PIXIE_YAML_STREAM_END else {
            throw .syntax(ForeignText("there is a second document"), rest.place)
        }
        return root
    }

    private func next() throws(YAMLFault) -> pixie_yaml_event {
        let event = pixie_yaml_next(parser)
        guard event.what == PIXIE_YAML_FAILED else { return event }
        let problem = ForeignText(event.string)
        throw event.is_unreadable ? .octets(problem, offset: event.offset) : .syntax(problem, event.place)
    }

    private func node(_ event: pixie_yaml_event, depth: Int) throws(YAMLFault) -> YAMLNode {
        guard depth < Self.depthLimit else {
            throw .syntax(ForeignText("values are nested deeper than \(Self.depthLimit) levels"), event.place)
        }
        let content: YAMLNode.Content
        switch event.what {
        case PIXIE_YAML_SCALAR:
            content = .scalar(event.string, isPlain: event.is_plain)
        case PIXIE_YAML_SEQUENCE_START:
            var items: [YAMLNode] = []
            while case let item = try next(), item.what != PIXIE_YAML_SEQUENCE_END {
                items.append(try node(item, depth: depth + 1))
            }
            content = .sequence(items)
        case PIXIE_YAML_MAPPING_START:
            content = .mapping(try members(depth), isInline: event.is_flow)
        case _:
            throw .syntax(ForeignText("aliases are not used in this file"), event.place)
        }
        return YAMLNode(content: content, place: event.place)
    }

    private func members(_ depth: Int) throws(YAMLFault) -> [(key: YAMLNode, value: YAMLNode)] {
        var members: [(key: YAMLNode, value: YAMLNode)] = []
        while case let event = try next(), event.what != PIXIE_YAML_MAPPING_END {
            let key = try node(event, depth: depth + 1)
            members.append((key, try node(try next(), depth: depth + 1)))
        }
        let repeated = Self.repeated(members.compactMap(\.key.string))
        guard let first = repeated.first else { return members }
        let place = members.first { $0.key.string == first }?.key.place
        throw .repeatedKeys(repeated, place ?? Place())
    }

    /// The names that stand there again. The few of one profile are compared with each other, which is quicker than a
    /// table of them.
    private static func repeated(_ names: [String]) -> [String] {
        if names.count <= 8 {
            return names.indices.filter { names[..<$0].contains(names[$0]) }.map { names[$0] }
        }
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }
    }
}

extension pixie_yaml_event {
    fileprivate var what: Int { Int(kind) }

    /// libyaml has looked at the octets: they are UTF-8.
    fileprivate var string: String {
        String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self)
    }

    fileprivate var place: Place { Place(line: Int(line) + 1, column: Int(column) + 1) }
}
