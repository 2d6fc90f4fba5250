/// What a key does in "Check your work".
enum WorkAction: Sendable, Equatable {
    case open, otherField, clear, newPair, copyChallenge
}
