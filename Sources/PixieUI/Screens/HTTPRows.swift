import LoginFlow
import OAuth
import Screen

/// The requests of a login as rows.
enum HTTPRows {
    /// `0.118   84 ms  POST …/token   200   1.2 kB`, the first column in seconds since the first request.
    static func row(_ entry: Journal.Entry, since start: Double, width: Int, _ glyphs: Glyphs) -> Line {
        let at = HTTPText.seconds(entry.sentAt.uptime - start)
        let (took, answer, role) = ending(entry)
        let isNarrow = width < 60
        let head = isNarrow ? "" : at.column(8, glyphs) + took.column(9, glyphs)
        let tail = isNarrow && role == .passed ? answer.prefix(while: { $0 != " " }) + "" : answer
        let room = max(8, width - head.count - 5 - max(18, tail.count) - 1)
        let target = HTTPText.target(entry.url, width: isNarrow ? width - 5 - tail.count - 1 : room, glyphs)
        return [
            Span(head, .faint), Span(entry.method.rawValue.column(5, glyphs)),
            Span(target.column(isNarrow ? width - 5 - tail.count - 1 : room, glyphs)), " ", Span(tail, role),
        ]
    }

    private static func ending(_ entry: Journal.Entry) -> (took: String, answer: String, role: Role) {
        switch entry.ending {
        case .answered(let status, let bytes, let took, _):
            return (HTTPText.milliseconds(took), "\(status)  \(HTTPText.size(bytes))", status < 400 ? .passed : .failed)
        case .failed(let failure): return ("", HTTPText.failure(failure), .failed)
        case nil: return ("", "waiting", .focus)
        }
    }
}

/// The words of the HTTP list.
enum HTTPText {
    static func seconds(_ seconds: Double) -> String {
        let thousandths = Int((min(max(0, seconds), 1_000_000) * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    static func milliseconds(_ seconds: Double) -> String {
        "\(Int((min(max(0, seconds), 1_000_000) * 1000).rounded())) ms"
    }

    static func size(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        let tenths = bytes / 100
        return "\(tenths / 10).\(tenths % 10) kB"
    }

    /// Host and path, cut at the left where it is too long: the end tells more.
    static func target(_ url: Endpoint, width: Int, _ glyphs: Glyphs) -> String {
        let text = String(url.text.drop { $0 != "/" }.drop { $0 == "/" })
        guard text.count > width, width > 1 else { return text }
        return glyphs.ellipsis + text.suffix(width - 1)
    }

    static func failure(_ failure: TransportFailure) -> String {
        switch failure {
        case .unresolved: "name not known"
        case .refused: "connection refused"
        case .timedOut: "timed out"
        case .connectionLost: "connection lost"
        case .tooLarge: "answer too large"
        case .tls: "TLS failed"
        case .proxy: "proxy refused"
        case .packed: "packed answer"
        case .garbled: "not HTTP"
        case .cancelled: "cancelled"
        }
    }
}
