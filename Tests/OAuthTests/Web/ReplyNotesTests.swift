@testable import OAuth
import Testing

struct ReplyNotesTests {
    @Test(arguments: [
        ("X-Request-ID", "abc", "abc"), ("x-ms-request-id", "7", "7"), ("CF-Ray", "ray", "ray"),
        ("X-Request-ID", "", nil), ("X-Other", "abc", nil),
    ])
    func findsTheNumberOfTheRequest(_ name: String, _ value: String, _ expected: String?) {
        let notes = ReplyNotes(HTTPReply(status: 500, headers: [HTTPReply.Header(name, value)]))
        #expect(notes.requestID == expected.map(ForeignText.init))
    }

    @Test func readsClockAndPause() {
        let headers = [
            HTTPReply.Header("Date", "Sun, 06 Nov 1994 08:49:37 GMT"), HTTPReply.Header("Retry-After", "120"),
            HTTPReply.Header("Content-Type", "text/html"),
        ]
        let notes = ReplyNotes(HTTPReply(status: 503, headers: headers, body: Array("<p>".utf8)))
        #expect(notes.date?.iso8601 == "1994-11-06T08:49:37Z")
        #expect(notes.retryAfter == 120)
        #expect(notes.body == .html)
    }
}
