import Foundation
import Testing

/// One row of Cases.txt.
struct JSONCase: Sendable, CustomTestStringConvertible {
    enum Verdict: String {
        case accept, refuse
        /// RFC 8259 leaves it open; what we do.
        case eitherAccept = "either(accept)"
        case eitherRefuse = "either(refuse)"

        var isAccepted: Bool { self == .accept || self == .eitherAccept }
    }

    let name: String
    let verdict: Verdict
    let octets: [UInt8]
    /// The peers that read it differently, each with the word for the reason.
    let differing: [JSONPeer: String]

    var testDescription: String { name }

    private static let place = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Cases.txt")

    private static func lines() throws -> [Substring] {
        try String(contentsOf: place, encoding: .utf8).split(separator: "\n")
    }

    static func all() throws -> [JSONCase] {
        try lines().filter { !$0.hasPrefix("#") }.map { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard (3...4).contains(columns.count), let verdict = Verdict(rawValue: String(columns[0])) else {
                preconditionFailure("Cases.txt: \(line.prefix(80))")
            }
            var differing: [JSONPeer: String] = [:]
            for word in columns.dropFirst(3).joined().split(separator: " ") {
                let halves = word.split(separator: ":")
                guard halves.count == 2, let peer = JSONPeer(rawValue: String(halves[0])) else {
                    preconditionFailure("Cases.txt: \(word)")
                }
                differing[peer] = String(halves[1])
            }
            return JSONCase(
                name: String(columns[1]), verdict: verdict, octets: octets(columns[2]), differing: differing)
        }
    }

    /// The words for reasons that the head of the file explains.
    static func reasons() throws -> Set<String> {
        Set(try lines().compactMap { line in line.wholeMatch(of: /# {3}([a-z-]+) +[A-Z].*/).map { String($0.1) } })
    }

    /// `<C3 A9>` are octets, `<[*65>` is a text 65 times.
    private static func octets(_ written: Substring) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = written
        while let first = rest.first {
            if let match = rest.prefixMatch(of: /<([0-9A-F]{2}(?: [0-9A-F]{2})*)>/) {
                octets += match.1.split(separator: " ").compactMap { UInt8($0, radix: 16) }
                rest = rest[match.range.upperBound...]
            } else if let match = rest.prefixMatch(of: /<([^>]+?)\*(\d+)>/), let count = Int(match.2) {
                octets += Array(repeating: Array(match.1.utf8), count: count).joined()
                rest = rest[match.range.upperBound...]
            } else {
                octets += Array(first.utf8)
                rest.removeFirst()
            }
        }
        return octets
    }
}
