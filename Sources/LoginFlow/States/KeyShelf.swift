public import OAuth

/// Where the provider's keys are.
public enum KeyShelf: Sendable, Equatable {
    /// Nothing was ordered, or the metadata names no key set.
    case notOffered
    case asked(EffectID, fetches: Int)
    case have(JWKSet, fetches: Int)
    case failed(KeysTrouble, fetches: Int)

    var fetches: Int {
        switch self {
        case .notOffered: 0
        case .asked(_, let fetches), .have(_, let fetches), .failed(_, let fetches): fetches
        }
    }

    /// The shelf with the answer to the order on it; nil when the answer is to something else.
    func taking(_ id: EffectID, _ result: Result<HTTPReply, TransportFailure>) -> KeyShelf? {
        guard case .asked(id, let fetches) = self else { return nil }
        switch result {
        case .success(let reply):
            do throws(KeysFault) {
                return .have(try JWKSet.judge(reply), fetches: fetches)
            } catch {
                return .failed(.unusable(error), fetches: fetches)
            }
        case .failure(let failure):
            return .failed(.unreachable(failure), fetches: fetches)
        }
    }
}

/// Why there are no keys.
public enum KeysTrouble: Sendable, Equatable {
    case unreachable(TransportFailure)
    case unusable(KeysFault)

    /// Whether asking at once again may help. After a time that ran out it would only run out again.
    var mayPass: Bool {
        switch self {
        case .unreachable(.timedOut), .unreachable(.cancelled): false
        case .unreachable, .unusable: true
        }
    }
}
