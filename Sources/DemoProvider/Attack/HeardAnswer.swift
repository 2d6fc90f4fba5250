/// What a listener said on one connection, as far as it can be read.
struct HeardAnswer: Sendable {
    let status: Int
    /// Names in lower case.
    let fields: [(name: String, value: String)]
    let body: String

    /// `nil` when the octets do not begin with an HTTP answer.
    init?(_ octets: [UInt8]) {
        // As scalars: in Swift CR LF is one character.
        let text = String(decoding: octets, as: UTF8.self).unicodeScalars
        let end = text.firstRange(of: "\r\n\r\n".unicodeScalars)
        let head = text[..<(end?.lowerBound ?? text.endIndex)].split(separator: "\n")
        guard let line = head.first, String(line).hasPrefix("HTTP/1."),
            let code = line.split(separator: " ", omittingEmptySubsequences: false).dropFirst().first,
            code.count == 3, let status = Int(String(code))
        else { return nil }
        self.status = status
        fields = head.dropFirst().map { line in
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.trimmed(halves[0]).lowercased(), halves.count == 2 ? Self.trimmed(halves[1]) : "")
        }
        body = end.map { String(text[$0.upperBound...]) } ?? ""
    }

    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    var isPage: Bool {
        !body.isEmpty && (values("content-type").first ?? "text/html").lowercased().hasPrefix("text/html")
    }

    private static func trimmed(_ text: some BidirectionalCollection<Unicode.Scalar>) -> String {
        let isSpace: (Unicode.Scalar) -> Bool = { [" ", "\t", "\r"].contains($0) }
        let front = text.drop(while: isSpace)
        let length = front.reversed().drop(while: isSpace).count
        return String(String.UnicodeScalarView(front.prefix(length)))
    }
}
