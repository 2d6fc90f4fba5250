import OAuth

extension FuzzTarget {
    /// The strict JSON reader and writer.
    static let json = FuzzTarget("json") { input throws(Violation) in
        let value: JSONValue
        do throws(JSONFault) {
            value = try JSONReader.read(input.octets)
        } catch {
            try Showable.expect(error.message, "message")
            try expect(error != .notAnObject, "any value may be read")
            return
        }
        try JSONRules.expect(value, depth: 0)

        let text = value.text
        guard let again = try? JSONReader.read(Array(text.utf8)) else { throw Violation("what is written is not read") }
        try expect(again == value, "read, write, read: another value")
        try expect(again.text == text, "read, write, read: another text")
        try expect(text.utf8.count <= 6 * input.octets.count, "what is written has grown")

        let isObject = value.object != nil
        try expect(((try? JSONReader.readObject(input.octets)) != nil) == isObject, "an object is read as one")
        let limit = Int(input.variant)
        try Showable.expect(value.display(limit: limit).safe(limit: limit), "display")
        try Showable.expect(value.plain(limit: limit).safe(limit: limit), "plain")
    }
}

enum JSONRules {
    static func expect(_ value: JSONValue, depth: Int) throws(Violation) {
        switch value {
        case .null, .bool, .string: break
        case .number(let number): try expect(number)
        case .array(let elements):
            try FuzzTargets.expect(depth < Limits.jsonDepth, "too deep")
            for element in elements { try expect(element, depth: depth + 1) }
        case .object(let object):
            try FuzzTargets.expect(depth < Limits.jsonDepth, "too deep")
            let names = Set(object.members.map { Array($0.name.utf8) })
            try FuzzTargets.expect(names.count == object.count, "a repeated name")
            for member in object.members { try expect(member.value, depth: depth + 1) }
        }
    }

    /// Exact where it is exact, near where it is not, and never a trap.
    private static func expect(_ number: JSONNumber) throws(Violation) {
        let double = number.double
        if let double { try FuzzTargets.expect(double.isFinite, "\(number.text) is not finite") }
        if let int = number.int {
            try FuzzTargets.expect(double == nil || double == Double(int), "\(number.text) is \(int)")
        }
        // As times: years far outside of the calendar, fractions, nothing that ends the process.
        if let double {
            let time = Timestamp(seconds: double)
            _ = time.iso8601
            _ = time.utcClock
            _ = Durations.relative(double - 1_795_270_323)
            _ = Durations.short(double)
        }
    }
}
