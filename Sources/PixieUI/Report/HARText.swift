import LoginFlow
import OAuth

/// The requests as an HTTP archive, version 1.2, for the tools that read one. Every secret is left out, and named.
///
/// Source: the specification of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/).
enum HARText {
    static func archive(_ state: AppState) -> String {
        let redaction = Redaction(state)
        let log: JSONValue = [
            "version": "1.2",
            "creator": ["name": "pixie", "version": .string(state.surroundings.version)],
            "entries": .array(state.flow.journal.entries.map { entry($0, redaction) }),
            "comment": "Secrets are left out: their places say how long they were.",
        ]
        return JSONValue.object(["log": log]).text + "\n"
    }

    private static func entry(_ entry: Journal.Entry, _ redaction: Redaction) -> JSONValue {
        let took: Double
        switch entry.ending {
        case .answered(_, _, let seconds, _): took = max(0, seconds * 1000)
        case .failed, nil: took = 0
        }
        return [
            "startedDateTime": .string(time(entry.sentAt.wall)),
            "time": number(took),
            "request": request(entry, redaction),
            "response": response(entry, redaction),
            "cache": [:],
            // Sending and receiving are not measured apart.
            "timings": ["send": number(0), "wait": number(took), "receive": number(0)],
            "comment": .string(entry.purpose.doing),
        ]
    }

    private static func request(_ entry: Journal.Entry, _ redaction: Redaction) -> JSONValue {
        let headers = entry.fields.filter { CurlText.isHeader($0.name) }
        let form = entry.fields.filter { !CurlText.isHeader($0.name) }
        let address = entry.url.text.split(separator: "?", maxSplits: 1).map(String.init)
        let query = address.count == 2 ? (try? FormEncoding.decode(address[1])) ?? [] : []
        let sent: JSONValue = [
            "mimeType": "application/x-www-form-urlencoded", "params": .array(form.map { pair($0, redaction) }),
            "text": "",
        ]
        return [
            "method": .string(entry.method.rawValue), "url": .string(redaction.known(entry.url.text)),
            "httpVersion": "HTTP/1.1", "cookies": .array([]), "headers": .array(headers.map { pair($0, redaction) }),
            "queryString": .array(query.map { named($0.name, redaction.known($0.value)) }),
            "headersSize": number(-1), "bodySize": number(-1), "postData": form.isEmpty ? nil : sent,
        ]
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
        let members = (entry.answer?.members ?? []).map { field in
            JSONObject.Member(name: field.name, value: .string(text(field, redaction)))
        }
        let body: JSONValue? = members.isEmpty ? nil : .string(JSONValue.object(JSONObject(members: members)).text)
        return [
            "status": number(Double(status)), "statusText": .string(words), "httpVersion": "HTTP/1.1",
            "cookies": .array([]), "headers": .array((entry.answer?.headers ?? []).map { pair($0, redaction) }),
            "content": [
                "size": number(Double(size)), "mimeType": .string(kind), "text": body,
                "comment": body == nil ? nil : "Not as it came: secrets are left out.",
            ],
            "redirectURL": "", "headersSize": number(-1), "bodySize": number(Double(size)),
        ]
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
        ["name": .string(name), "value": .string(value)]
    }

    /// Whole numbers: readers take sizes and milliseconds with a fraction for a mistake.
    private static func number(_ value: Double) -> JSONValue {
        .integer(value.isFinite ? Int(min(max(value.rounded(), -1), 1e12)) : 0)
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
