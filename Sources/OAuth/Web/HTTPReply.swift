/// What a server answered, unjudged.
public struct HTTPReply: Sendable, Equatable {
    /// One header line. Its name is compared without regard to case.
    public struct Header: Sendable, Equatable {
        public let name: String
        public let value: ForeignText

        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = ForeignText(value)
        }
    }

    public let status: Int
    public let headers: [Header]
    public let body: [UInt8]
    /// Seconds from the first byte sent to the last byte received.
    public let took: Double

    public init(status: Int, headers: [Header] = [], body: [UInt8] = [], took: Double = 0) {
        self.status = status
        self.headers = headers
        self.body = body
        self.took = took
    }

    /// The first header of that name, compared without case.
    public func header(_ name: String) -> ForeignText? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// All of that name, in their order.
    func headers(named name: String) -> [ForeignText] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}

/// Why no answer came.
public enum TransportFailure: Error, Sendable, Equatable {
    /// The host name has no address.
    case unresolved(host: String)
    /// Nothing listens there, or no route leads there.
    case refused(host: String, port: Int)
    /// The limit that ran out, in seconds.
    case timedOut(phase: Phase, after: Double)
    /// The connection ended before the answer was whole. `sent` says whether the request had left.
    case connectionLost(sent: Bool)
    /// The answer passed a limit, in bytes.
    case tooLarge(what: Part, limit: Int)
    /// The certificate or handshake was not acceptable.
    case tls(ForeignText)
    /// The proxy did not let us through.
    case proxy(ForeignText)
    /// The answer is packed in this coding, though none was asked for. A small one could become a large one (CWE-409).
    case packed(coding: ForeignText)
    /// What arrived is not HTTP.
    case garbled(ForeignText)
    /// The person or the machine gave up waiting.
    case cancelled

    /// Where the time went: until the connection stood, or from there to the end of the answer.
    public enum Phase: Sendable, Equatable { case connecting, answering }

    /// Which part of the answer passed its limit.
    public enum Part: Sendable, Equatable { case headers, body }
}
