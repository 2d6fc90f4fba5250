/// Where the metadata of a provider come from.
public enum MetadataSource: Sendable, Equatable {
    /// The provider said them in this login.
    case fetched
    /// It said them in an earlier one, and is being asked again. Until it has answered the same, nothing of ours goes
    /// to any of its addresses: the browser may, the code may not.
    case checking(EffectID)
    /// The same, and the login ended before it answered. They are not used again.
    case unchecked
}
