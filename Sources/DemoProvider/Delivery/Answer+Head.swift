import HTTPTypes

/// The head of an answer as octets, for a delivery that does without the HTTP library.
extension Answer {
    /// How the end of the body is known (RFC 9112 section 6.3).
    enum Framing: Sendable, Equatable {
        case octets(Int)
        case chunked
        case untilClose
    }

    /// The status line and the fields, the empty line included. The connection is said to end after the answer.
    func head(_ framing: Framing, _ extra: String? = nil) -> [UInt8] {
        let version = framing == .untilClose ? "HTTP/1.0" : "HTTP/1.1"
        var lines = ["\(version) \(status.code) \(status.reasonPhrase)"]
        for field in fields where ![.contentLength, .connection, .transferEncoding].contains(field.name) {
            lines.append("\(field.name.rawName): \(field.value)")
        }
        switch framing {
        case .octets(let count): lines.append("Content-Length: \(count)")
        case .chunked: lines.append("Transfer-Encoding: chunked")
        case .untilClose: break
        }
        if let extra { lines.append(extra) }
        lines.append("Connection: close")
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }
}
