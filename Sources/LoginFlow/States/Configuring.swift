/// The person decides where to log in.
public struct Configuring: Sendable, Equatable {
    /// What was tried before, to fill the form with.
    public let previous: LoginPlan?

    public init(previous: LoginPlan? = nil) {
        self.previous = previous
    }
}
