public import OAuth

/// Something that happened around a sign-out.
public indirect enum SignOutEvent: Sendable, Equatable {
    case signOutWanted(SignOutWish)
    case lockTaken
    case lockRefused(ForeignText)
    /// What the store has now; nil when the session is gone.
    case sessionRead(StoredSession?)
    case sessionUnreadable(ForeignText)
    case replyArrived(EffectID, Result<HTTPReply, TransportFailure>)
    /// The person wants it removed here although a token may live on.
    case removalConfirmed
    case removalDeclined
    case sessionRemoved
    case sessionNotRemoved(ForeignText)
    case cancelled
}
