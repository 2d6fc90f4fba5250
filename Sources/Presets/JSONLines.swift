/// Finds the line on which a member of a JSON text stands, for a text that was read as JSON before.
struct JSONLines {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Counted from 1.
    func line(at offset: Int) -> Int {
        1 + bytes.prefix(max(0, offset)).count { $0 == UInt8(ascii: "\n") }
    }

    /// The line of the last text that is written like this name; 1 when there is none.
    func lastLine(naming name: String) -> Int {
        let wanted = Array("\"\(name)\"".utf8)
        guard bytes.count >= wanted.count else { return 1 }
        let start = (0...(bytes.count - wanted.count)).last { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
        return line(at: start ?? 0)
    }

    /// The line of a member that is named by its path, such as `values.0.help`; that of what is around it when it is
    /// missing.
    func line(of member: String) -> Int {
        var finder = PlaceFinder(bytes)
        finder.value(at: "")
        var path = member[...]
        while true {
            if let place = finder.places[String(path)] { return line(at: place) }
            guard let dot = path.lastIndex(of: ".") else { return 1 }
            path = path[..<dot]
        }
    }
}

/// Goes through a JSON text and notes where each member and element begins. Its nesting was bounded when it was read.
private struct PlaceFinder {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var places: [String: Int] = [:]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func value(at path: String) {
        skipSpace()
        guard index < bytes.count else { return }
        switch bytes[index] {
        case UInt8(ascii: "{"): members(at: path)
        case UInt8(ascii: "["): elements(at: path)
        case UInt8(ascii: "\""): _ = string()
        case _:
            while index < bytes.count, !Array(",]} \n\r\t".utf8).contains(bytes[index]) { index += 1 }
        }
    }

    private mutating func members(at path: String) {
        index += 1
        while goesOn(to: UInt8(ascii: "}")) {
            let start = index
            let name = string()
            places[path.isEmpty ? name : path + "." + name] = start
            skipSpace()
            index += 1  // the colon
            value(at: path.isEmpty ? name : path + "." + name)
        }
    }

    private mutating func elements(at path: String) {
        index += 1
        var number = 0
        while goesOn(to: UInt8(ascii: "]")) {
            places["\(path).\(number)"] = index
            value(at: "\(path).\(number)")
            number += 1
        }
    }

    /// Steps over a comma, and over the end.
    private mutating func goesOn(to end: UInt8) -> Bool {
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
        skipSpace()
        guard index < bytes.count else { return false }
        if bytes[index] == end {
            index += 1
            return false
        }
        return true
    }

    private mutating func string() -> String {
        let start = index + 1
        index = start
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(index, bytes.count)
        index = end + 1
        return start <= end ? String(decoding: bytes[start..<end], as: UTF8.self) : ""
    }

    private mutating func skipSpace() {
        while index < bytes.count, Array(" \n\r\t".utf8).contains(bytes[index]) { index += 1 }
    }
}
