public import OAuth

/// The requests of one login in the order they were sent, without any secret.
public struct Journal: Sendable, Equatable {
    public private(set) var entries: [Entry] = []

    public init() {}

    /// The requests of both, those of `right` last.
    static func + (left: Journal, right: Journal) -> Journal {
        var both = left
        both.entries += right.entries
        return both
    }

    /// One request and what came of it, without any secret.
    public struct Entry: Sendable, Equatable {
        public let id: EffectID
        public let purpose: HTTPCall.Purpose
        public let method: HTTPCall.Method
        public let url: Endpoint
        public let fields: [Field]
        public let sentAt: Moment
        public internal(set) var ending: Ending?
        /// What the answer says beside its content; `nil` as long as there is none.
        public internal(set) var notes: ReplyNotes?
        /// Its headers and what its body says openly; `nil` as long as there is none.
        public internal(set) var answer: Answer?
        /// What must not come back in it. Forgotten when it is there.
        var sent: [Secret]
    }

    /// A form field or header as it may be shown.
    public struct Field: Sendable, Equatable {
        /// The text, or only how long it is.
        public enum Value: Sendable, Equatable {
            case open(String)
            /// A secret of that many octets.
            case hidden(Int)
        }

        public let name: String
        public let value: Value
    }

    /// How a request ended. `bytes` are those of the body, `took` are seconds.
    public enum Ending: Sendable, Equatable {
        case answered(status: Int, bytes: Int, took: Double, contentType: ForeignText?)
        case failed(TransportFailure)
    }

    mutating func add(_ id: EffectID, _ call: HTTPCall, at now: Moment) {
        let sent = (call.headers + call.form).compactMap { field in
            if case .secret(let secret) = field.value { secret } else { nil }
        }
        let fields = (call.headers + call.form).map { field in
            switch field.value {
            case .open(let text): Field(name: field.name, value: .open(text))
            case .secret(let secret): Field(name: field.name, value: .hidden(secret.count))
            }
        }
        entries.append(
            Entry(
                id: id, purpose: call.purpose, method: call.method, url: call.url, fields: fields, sentAt: now,
                sent: sent))
    }

    /// Where a request went.
    func endpoint(of id: EffectID) -> Endpoint? { entries.last { $0.id == id }?.url }

    mutating func finish(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        guard let index = entries.firstIndex(where: { $0.id == id }) else { return }
        switch result {
        case .success(let reply):
            entries[index].notes = ReplyNotes(reply)
            entries[index].answer = Answer(reply, to: entries[index].purpose, sent: entries[index].sent)
            entries[index].ending = .answered(
                status: reply.status, bytes: reply.body.count, took: reply.took,
                contentType: reply.header("Content-Type"))
        case .failure(let failure):
            entries[index].ending = .failed(failure)
        }
        entries[index].sent = []
    }
}
