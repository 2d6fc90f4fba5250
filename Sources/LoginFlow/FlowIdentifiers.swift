/// Tells one request from another, so that a late answer changes nothing.
public struct EffectID: Sendable, Hashable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }
}

/// Tells one visit of the browser to the listener from another.
public struct ArrivalID: Sendable, Hashable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }
}
