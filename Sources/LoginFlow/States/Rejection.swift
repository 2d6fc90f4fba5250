public import OAuth

/// An answer that was not used. It ends nothing.
public struct Rejection: Sendable, Equatable {
    /// How the answer came.
    public enum Source: Sendable, Equatable { case listener, paste }

    /// Why it was not used.
    public enum Cause: Sendable, Equatable {
        /// It is an answer, and not to this attempt's request.
        case callback(CallbackRejection)
        /// It is no answer at all.
        case paste(PasteReading.Kind)
    }

    public let source: Source
    public let cause: Cause
    public let checks: [Check]
    /// The earlier attempt that its state belongs to.
    public let earlierAttempt: Int?
    /// The attempt of this login that its state belongs to and that is over.
    public var endedAttempt: EndedAttempt?
    public let at: Moment
}
