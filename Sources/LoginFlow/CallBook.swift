import OAuth

/// Books the calls of a small machine: numbers them and lists them without any secret.
public struct CallBook: Sendable, Equatable {
    public private(set) var journal = Journal()
    private var last: Int

    /// - Parameter number: Numbers start above it, so that two machines at one runner do not mix up their replies.
    init(after number: Int) {
        last = number
    }

    mutating func book(_ call: HTTPCall, at now: Moment) -> EffectID {
        last += 1
        let id = EffectID(last)
        journal.add(id, call, at: now)
        return id
    }

    mutating func received(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) {
        journal.finish(id, result)
    }
}
