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
}

/// Why there are no keys.
public enum KeysTrouble: Sendable, Equatable {
    case unreachable(TransportFailure)
    case unusable(KeysFault)
}
