import PixieUI
import Presets

/// The list of profiles to begin with, and who carries out its orders. Without profiles the form comes first, and the
/// list only when a login is found that waits.
struct PickerStart: Sendable {
    /// At once, without a look into the store.
    let rows: [PickerRow]
    let desk: any ProfileDesk
    /// The same with what is kept of them; it may take a moment.
    let kept: @Sendable () -> [PickerRow]
    /// The providers that a new login may name, where the form has not read them yet.
    let providers: (@Sendable () -> [Preset])?
}
