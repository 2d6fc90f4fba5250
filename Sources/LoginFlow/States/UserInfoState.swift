public import OAuth

/// What the UserInfo endpoint said. Its failure never ends a session (OpenID Connect Core section 5.3.3).
public enum UserInfoState: Sendable, Equatable {
    case notOffered
    case asked(EffectID)
    case have(UserInfo)
    case refused(UserInfoFault)
    case failed(TransportFailure)
}
