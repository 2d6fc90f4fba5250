import FoundationEssentials

/// The repository's own files as text.
enum SourceText {
    private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

    static func file(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: root + "/" + path)), as: UTF8.self)
    }

    /// All Swift files below a folder.
    static func swift(below folder: String) throws -> [String] { try files(below: folder, ending: ".swift") }

    static func files(below folder: String, ending: String) throws -> [String] {
        try names(below: folder, ending: ending).map { try file(folder + "/" + $0) }
    }

    /// The files below a folder, as paths from there.
    static func names(below folder: String, ending: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder).filter { $0.hasSuffix(ending) }
    }

    /// The part of a document from a heading to the next one of the same level.
    static func section(_ heading: String, of document: String) -> String {
        guard let start = document.firstRange(of: "\n### " + heading + "\n") else { return "" }
        let rest = document[start.upperBound...]
        return String(rest[..<(rest.firstRange(of: "\n### ")?.lowerBound ?? rest.endIndex)])
    }

    /// The cells of every row of the tables in a document, without headings.
    static func rows(of document: String) -> [[String]] {
        document.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.contains("|---") }.map { line in
            line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map(trimmed)
        }
    }

    /// What stands between backticks.
    static func names(in text: String) -> [String] {
        text.matches(of: /`([^`]+)`/).map { String($0.1) }
    }

    /// The names that the first column of the tables has.
    static func firstColumn(of document: String) -> [String] {
        rows(of: document).compactMap { $0.first.flatMap { names(in: $0).first } }
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
