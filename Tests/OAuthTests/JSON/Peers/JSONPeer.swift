import Foundation
import OAuth

/// A reader of JSON that somebody else wrote, to be compared with ours.
enum JSONPeer: String, CaseIterable {
    case foundation, python

    /// What a peer makes of one text.
    enum Reading {
        case refused
        /// Whether it is the value that ours is.
        case accepted(isSame: @Sendable (JSONValue) -> Bool)
    }

    func read(_ texts: [[UInt8]]) throws -> [Reading] {
        switch self {
        case .foundation: texts.map(Self.foundation)
        case .python: try Self.python(texts)
        }
    }

    private static func foundation(_ octets: [UInt8]) -> Reading {
        guard (try? JSONSerialization.jsonObject(with: Data(octets), options: .fragmentsAllowed)) != nil else {
            return .refused
        }
        return .accepted { ours in
            let value = try? JSONSerialization.jsonObject(with: Data(octets), options: .fragmentsAllowed)
            return value.map { isSame(ours, $0) } ?? false
        }
    }

    /// Foundation has neither an order of members nor numbers as they were written; they are off in the last digit.
    private static func isSame(_ ours: JSONValue, _ theirs: Any) -> Bool {
        switch ours {
        case .null: return theirs is NSNull
        case .bool(let truth): return (theirs as? NSNumber).map { $0.isTruth && $0.boolValue == truth } ?? false
        case .number(let number):
            guard let theirs = theirs as? NSNumber, !theirs.isTruth, let ours = number.double else { return false }
            return abs(theirs.doubleValue - ours) <= 1e-15 * ours.magnitude
        case .string(let text): return (theirs as? String)?.utf8.elementsEqual(text.utf8) ?? false
        case .array(let elements):
            guard let others = theirs as? [Any], others.count == elements.count else { return false }
            return zip(elements, others).allSatisfy { isSame($0, $1) }
        case .object(let object):
            guard let others = theirs as? [String: Any], others.count == object.count else { return false }
            return object.members.allSatisfy { member in others[member.name].map { isSame(member.value, $0) } ?? false }
        }
    }

    private static func python(_ texts: [[UInt8]]) throws -> [Reading] {
        let process = Process()
        let input = Pipe()
        let output = Pipe()
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "peer.py")
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // It reads all before it writes, so neither waits for the other.
        try input.fileHandleForWriting.write(contentsOf: Data(texts.map(hexadecimal).joined(separator: [0x0a])))
        try input.fileHandleForWriting.close()
        let answer = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let lines = answer.split(separator: 0x0a, omittingEmptySubsequences: false).prefix(texts.count)
        precondition(process.terminationStatus == 0 && lines.count == texts.count, "Python's json gave no answer")
        return lines.map { line in
            guard line != Data([UInt8(ascii: "-")]) else { return .refused }
            let line = [UInt8](line)
            return .accepted { hexadecimal(Array($0.text.utf8)) == line }
        }
    }

    private static func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789abcdef".utf8)
        return octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    }
}

extension NSNumber {
    /// Made of `true` or `false`, not of a number.
    fileprivate var isTruth: Bool { objCType.pointee == CChar(UInt8(ascii: "c")) }
}
