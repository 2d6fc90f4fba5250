import Testing

@testable import OAuth

/// Thousands of texts made by chance, correct ones and damaged ones, against the two other readers.
@Suite struct JSONGeneratedTests {
    /// One text and what each reader makes of it.
    private struct Comparison {
        let text: [UInt8]
        let ours: Result<JSONValue, JSONFault>
        let theirs: [(peer: JSONPeer, reading: JSONPeer.Reading)]

        var shown: String { String(decoding: text, as: UTF8.self) }
    }

    private static func compare(_ texts: [[UInt8]]) throws -> [Comparison] {
        let foundation = try JSONPeer.foundation.read(texts)
        let python = try JSONPeer.python.read(texts)
        return texts.indices.map { index in
            Comparison(
                text: texts[index],
                ours: Result { () throws(JSONFault) in try JSONReader.read(texts[index]) },
                theirs: [(.foundation, foundation[index]), (.python, python[index])])
        }
    }

    @Test func correctTextsMeanTheSameToAll() throws {
        var maker = JSONMaker(seed: 1)
        var accepted = 0
        for each in try Self.compare((0..<5000).map { _ in Array(maker.document().utf8) }) {
            for (peer, reading) in each.theirs {
                switch (each.ours, reading) {
                case (.success(let ours), .accepted(let isSame)):
                    accepted += 1
                    #expect(isSame(ours), "\(peer): \(each.shown)")
                case (.failure(.repeatedName), .accepted): break
                case (let ours, _): Issue.record("\(peer), \(ours): \(each.shown)")
                }
            }
        }
        #expect(accepted > 9000)
    }

    @Test func damagedTextsAreRefusedByAllOrMeanTheSame() throws {
        var maker = JSONMaker(seed: 2)
        let texts = (0..<15_000).map { _ in
            let text = Array(maker.document().utf8)
            return maker.damaged(text)
        }
        var refused = 0
        for each in try Self.compare(texts) {
            for (peer, reading) in each.theirs {
                switch (each.ours, reading) {
                case (.success(let ours), .accepted(let isSame)):
                    #expect(isSame(ours) || Self.isBeyond(ours, peer), "\(peer): \(each.shown)")
                case (.failure, .refused): refused += 1
                case (.failure(let fault), .accepted):
                    #expect(Self.isStricter(fault, each.text, peer), "\(peer), \(fault): \(each.shown)")
                case (.success(let ours), .refused):
                    #expect(Self.isBeyond(ours, peer), "\(peer) refuses: \(each.shown)")
                }
            }
        }
        #expect(refused > 5000)
    }

    /// What we refuse and the peer reads: the reasons of Cases.txt, as rules.
    private static func isStricter(_ fault: JSONFault, _ text: [UInt8], _ peer: JSONPeer) -> Bool {
        func has(_ piece: String) -> Bool { text.contains(Array(piece.utf8)) }
        switch fault {
        case .repeatedName, .byteOrderMark, .tooDeep: return true
        case .unexpected(let offset):
            return text.prefix(4).contains(0) || peer == .foundation && isCommaBefore(offset, text)
                || peer == .python && (has("NaN") || has("Infinity"))
        case .trailing: return text.prefix(4).contains(0)
        case .badEscape: return peer == .python && (has("\\ud") || has("\\uD"))
        case .notUTF8: return peer == .python && text.contains(0xed)
        case .badNumber: return peer == .python && has("-Infinity")
        case .empty, .endsEarly, .notAnObject: return false
        }
    }

    private static func isCommaBefore(_ offset: Int, _ text: [UInt8]) -> Bool {
        let isEnd = [UInt8(ascii: "]"), UInt8(ascii: "}")].contains(text[offset])
        return isEnd && text[..<offset].last { !$0.isJSONSpace } == UInt8(ascii: ",")
    }

    /// What Foundation's numbers and names cannot say.
    private static func isBeyond(_ ours: JSONValue, _ peer: JSONPeer) -> Bool {
        guard peer == .foundation else { return false }
        switch ours {
        case .null, .bool: return false
        case .string(let text): return text.unicodeScalars.contains("\u{feff}")
        case .number(let number):
            // Below these its decimal numbers lose digits.
            return number.double.map { $0 != 0 && !(1e-100...1e100).contains($0.magnitude) } ?? true
        case .array(let elements): return elements.contains { isBeyond($0, peer) }
        case .object(let object):
            return Set(object.members.map(\.name)).count < object.count
                || object.members.contains { isBeyond($0.value, peer) || isBeyond(.string($0.name), peer) }
        }
    }
}
