/// What a piece of text means. Only the terminal's palette knows what a meaning looks like (UX: meaning first, colour
/// last), so every screen reads as well without colours.
public enum Role: UInt8, Sendable, Hashable, CaseIterable {
    case normal
    /// Header and key row.
    case bar
    case heading
    case strong
    /// Explanations that may be read later.
    case faint
    case passed
    case failed
    case warning
    /// The step, field or action that has the focus.
    case focus
    /// An address or link.
    case address
    /// Something masked, or not yet there.
    case hidden
    case border
    case selection
    case tokenHeader
    case tokenPayload
    case tokenSignature
    /// A picture for a camera: black on white, whatever the person's colours are.
    case code
}
