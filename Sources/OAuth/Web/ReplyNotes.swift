/// What an answer says beside its content, for the person who has to understand a failure.
public struct ReplyNotes: Sendable, Equatable {
    /// The server's clock (`Date`, RFC 9110 section 6.6.1).
    public let date: Timestamp?
    /// Seconds that the server asks to wait (`Retry-After`).
    public let retryAfter: Double?
    /// The server's number for this request, to be given to its support.
    public let requestID: ForeignText?
    /// Where a redirect leads (`Location`), which is not followed; as it was sent.
    public let redirect: ForeignText?
    public let body: BodyKind

    public init(
        date: Timestamp? = nil, retryAfter: Double? = nil, requestID: ForeignText? = nil, redirect: ForeignText? = nil,
        body: BodyKind = .other
    ) {
        self.date = date
        self.retryAfter = retryAfter
        self.requestID = requestID
        self.redirect = redirect
        self.body = body
    }

    public init(_ reply: HTTPReply) {
        date = reply.date
        retryAfter = reply.retryAfter
        requestID = reply.requestID
        redirect = (300..<400).contains(reply.status) ? reply.header("Location") : nil
        body = BodyKind(reply)
    }
}

extension HTTPReply {
    /// Headers that carry a request number. There is no standard; these are what providers and their front doors send.
    private static let requestIDHeaders = [
        "X-Request-ID", "Request-ID", "X-Correlation-ID", "X-MS-Request-ID", "X-Amzn-RequestID", "X-Trace-ID", "CF-Ray",
    ]

    /// The server's number for this request, if it sent one.
    public var requestID: ForeignText? {
        Self.requestIDHeaders.lazy.compactMap { header($0) }.first { !$0.isEmpty }
    }
}
