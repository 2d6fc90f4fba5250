import LoginFlow
import OAuth

/// The requests as an HTTP archive, version 1.2, for the tools that read one. Every secret is left out, and named.
///
/// Source: the specification of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
enum HARText {
    static func archive(_ state: AppState) -> String {
        let redaction = Redaction(state)
        let log = object([
            ("version", .string("1.2")),
            (
                "creator",
                object([("name", .string("pixie")), ("version", .string(state.surroundings.version))])
            ),
            ("entries", .array(state.flow.journal.entries.map { entry($0, redaction) })),
            ("comment", .string("Secrets are left out: their places say how long they were.")),
        ])
        return object([("log", log)]).text + "\n"
    }

    private static func entry(_ entry: Journal.Entry, _ redaction: Redaction) -> JSONValue {
        let took: Double
        switch entry.ending {
        case .answered(_, _, let seconds, _): took = max(0, seconds * 1000)
        case .failed, nil: took = 0
        }
        return object([
            ("startedDateTime", .string(time(entry.sentAt.wall))),
            ("time", number(took)),
            ("request", request(entry, redaction)),
            ("response", response(entry, redaction)),
            ("cache", object([])),
            // Sending and receiving are not measured apart.
            ("timings", object([("send", number(0)), ("wait", number(took)), ("receive", number(0))])),
            ("comment", .string(entry.purpose.doing)),
        ])
    }

    private static func request(_ entry: Journal.Entry, _ redaction: Redaction) -> JSONValue {
        let headers = entry.fields.filter { CurlText.isHeader($0.name) }
        let form = entry.fields.filter { !CurlText.isHeader($0.name) }
        let address = entry.url.text.split(separator: "?", maxSplits: 1).map(String.init)
        let query = address.count == 2 ? (try? FormEncoding.decode(address[1])) ?? [] : []
        var members: [(String, JSONValue)] = [
            ("method", .string(entry.method.rawValue)), ("url", .string(redaction.known(entry.url.text))),
            ("httpVersion", .string("HTTP/1.1")), ("cookies", .array([])),
            ("headers", .array(headers.map { pair($0, redaction) })),
            (
                "queryString",
                .array(query.map { named($0.name, redaction.known($0.value)) })
            ),
            ("headersSize", number(-1)), ("bodySize", number(-1)),
        ]
        if !form.isEmpty {
            members.append(
                (
                    "postData",
                    object([
                        ("mimeType", .string("application/x-www-form-urlencoded")),
                        ("params", .array(form.map { pair($0, redaction) })), ("text", .string("")),
                    ])
                ))
        }
        return object(members)
    }

    private static func response(_ entry: Journal.Entry, _ redaction: Redaction) -> JSONValue {
        var status = 0
        var words = "no answer"
        var size = 0
        var kind = "x-unknown"
        switch entry.ending {
        case .answered(let code, let bytes, _, let type):
            (status, words, size) = (code, "", bytes)
            if let type { kind = type.safe(limit: 100) }
        case .failed(let failure): words = HTTPText.failure(failure)
        case nil: break
        }
        let members = entry.answer?.members ?? []
        var content: [(String, JSONValue)] = [("size", number(Double(size))), ("mimeType", .string(kind))]
        if !members.isEmpty {
            let body = object(members.map { ($0.name, .string(text($0, redaction))) })
            content.append(("text", .string(body.text)))
            content.append(("comment", .string("Not as it came: secrets are left out.")))
        }
        return object([
            ("status", number(Double(status))), ("statusText", .string(words)), ("httpVersion", .string("HTTP/1.1")),
            ("cookies", .array([])), ("headers", .array((entry.answer?.headers ?? []).map { pair($0, redaction) })),
            ("content", object(content)), ("redirectURL", .string("")), ("headersSize", number(-1)),
            ("bodySize", number(Double(size))),
        ])
    }

    private static func pair(_ field: Journal.Field, _ redaction: Redaction) -> JSONValue {
        named(field.name, text(field, redaction))
    }

    private static func text(_ field: Journal.Field, _ redaction: Redaction) -> String {
        switch field.value {
        case .open(let text): redaction.known(ForeignText(text).safe(limit: 2000))
        case .hidden(let count): "(\(count) hidden)"
        }
    }

    private static func named(_ name: String, _ value: String) -> JSONValue {
        object([("name", .string(name)), ("value", .string(value))])
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members: members.map { JSONObject.Member(name: $0.0, value: $0.1) }))
    }

    /// Whole numbers: readers take sizes and milliseconds with a fraction for a mistake.
    private static func number(_ value: Double) -> JSONValue {
        .number(JSONNumber(value.isFinite ? Int(min(max(value.rounded(), -1), 1e12)) : 0))
    }

    /// `2026-11-21T14:02:03.118Z`: ISO 8601 with milliseconds, as the format wants it.
    private static func time(_ time: Timestamp) -> String {
        let whole = time.iso8601
        guard whole.hasSuffix("Z") else { return "1970-01-01T00:00:00.000Z" }
        let thousandths = Int(((time.seconds - time.seconds.rounded(.down)) * 1000).rounded(.down))
        let digits = String(thousandths)
        return whole.dropLast() + "." + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + "Z"
    }
}
