import OAuth

/// The text of a preset, from the binary or from the person's folder.
public struct PresetFile: Sendable, Equatable {
    /// As a message names it.
    public let name: String
    public let bytes: [UInt8]
    /// Whether it is known to work with its own examples.
    public let isProven: Bool

    public init(name: String, bytes: [UInt8], isProven: Bool = false) {
        self.name = name
        self.bytes = bytes
        self.isProven = isProven
    }

    /// Octets of the largest file that is read.
    public static let sizeLimit = 64 << 10

    /// - Throws: The first mistake, with its place.
    public func read() throws(PresetMistake) -> Preset {
        guard bytes.count <= Self.sizeLimit else {
            throw PresetMistake(
                file: name, line: 1, member: "", sentence: "is larger than \(Self.sizeLimit >> 10) KiB.")
        }
        let object: JSONObject
        do throws(JSONFault) {
            object = try JSONReader.readObject(bytes)
        } catch {
            throw PresetMistake(file: name, error, in: bytes)
        }
        do throws(RulesFault) {
            return try Preset(object, isProven: isProven)
        } catch {
            throw PresetMistake(
                file: name, line: JSONLines(bytes).line(of: error.member), member: error.member,
                sentence: error.sentence)
        }
    }
}

/// Why a preset is not used. The others are.
public struct PresetMistake: Error, Sendable, Equatable {
    public let file: String
    /// Counted from 1.
    public let line: Int
    /// Such as `rules.token.body`; empty when the text is not JSON at all.
    public let member: String
    public let sentence: String

    public var message: String {
        "\(file), line \(line)\(member.isEmpty ? "" : ", \(member)"): \(sentence)"
    }
}

extension PresetMistake {
    init(file: String, _ fault: JSONFault, in bytes: [UInt8]) {
        let lines = JSONLines(bytes)
        let line =
            switch fault {
            case .notUTF8(let offset), .trailing(let offset), .unexpected(let offset), .badEscape(let offset),
                .badNumber(let offset):
                lines.line(at: offset)
            case .repeatedName(let name): lines.lastLine(naming: name.safe(limit: 200))
            case .endsEarly: lines.line(at: bytes.count)
            case .empty, .byteOrderMark, .tooDeep, .notAnObject: 1
            }
        // The words of other faults are good for a file as well.
        let words = fault == .empty ? "The file is empty." : fault.message
        self.init(file: file, line: line, member: "", sentence: "This is not a preset. \(words)")
    }
}
