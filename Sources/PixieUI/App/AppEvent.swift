public import LoginFlow
public import OAuth
public import Screen

/// Something that happened to the front-end.
public indirect enum AppEvent: Sendable, Equatable {
    case key(Key)
    /// A fact for the machine: an answer, a visit to the listener, randomness.
    case flow(FlowEvent)
    /// The moment of ``AppClock/next(_:)`` came.
    case clockTicked
    case resized(Size)
    /// A copy was made; the sentence says how and where.
    case copied(String)
    case demoVisit(DemoVisitProgress)
    case profiles(ProfileNews)
    /// The key files of the form were read, or could not be.
    case keyFilesRead(KeyFilesFound)
    /// Randomness for a pair that is made to be looked at.
    case pairDrawn(Entropy)
    /// The waiting login is in the store now, or could not be put there.
    case waitingKept(Bool)
    /// The session is in the store under that name now; `nil` when it is not.
    case sessionKept(String?)
    /// A file was written, or why not, as a sentence.
    case saved(path: String, problem: String?)
    /// The plain page is gone for a reason other than a key.
    case leftPlainPage
    /// The process goes on after it was stopped.
    case resumed
}

/// How the visit of the demo user goes.
public enum DemoVisitProgress: Sendable, Equatable {
    /// What is being done now.
    case step(String)
    case failed(String)
    /// The address that the provider sent its visitor to, not fetched.
    case brought(String)
}
