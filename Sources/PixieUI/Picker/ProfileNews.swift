public import LoginFlow
public import Presets

/// What came of an order about profiles.
public enum ProfileNews: Sendable, Equatable {
    /// The list is another one now.
    case rows([PickerRow])
    /// The providers that the form offers by name; they are read while the list is on the screen already.
    case providers([Preset])
    /// The profile is out of the file.
    case removed(String)
    /// The order could not be carried out; the sentence says why.
    case trouble(String)
    case told(String)
    /// The values of a profile, to be changed before they are used.
    case editing(Prefill)
    case chosen(String, LoginPlan)
    case resuming(String, WaitingLogin)
}
