public import LoginFlow
public import OAuth

/// An order of the front-end to the world, as data.
public enum AppCommand: Sendable, Equatable {
    case flow(FlowEffect)
    /// Put a text into the clipboard; `what` names it: "the address (388 characters)". Answer with `AppEvent.copied`.
    case copy(Secret, what: String)
    /// Show lines outside of the alternate screen. The first key leaves it again.
    case showPlainPage([String])
    case leavePlainPage
    case suspend
    case repaint
    case bell
    /// Walk through the sign-in pages of the embedded provider over HTTP.
    case visitAsDemoUser(WebAddress)
    case quit
}
