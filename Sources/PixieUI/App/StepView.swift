import LoginFlow

/// How a step is looked at. Nothing of it outlives the step.
struct StepView: Sendable, Equatable {
    /// A line that is being typed below the tabs.
    var prompt: Prompt?
    /// Selected row of the screens that have one list.
    var listSelection = 0
    /// An earlier step that is looked at. It changes nothing.
    var lookingBack: Step?
    /// What Sign in shows of its ways in.
    var page = SignInPage.ways
    /// The demo user is on its way through the sign-in pages.
    var isDemoVisiting = false
    /// A browser was asked for although something speaks against it: the next press asks for it really.
    var isBrowserWarningShown = false
}
