/// What a key does. The key map binds keys to actions; `App` carries them out.
enum Action: Sendable, Equatable {
    // Everywhere.
    case help, leave, interrupt, suspend, repaint, back, lookBack, lookForward, report, saveReport, showCopied
    case palette, runCommand, messages, toggleMouse
    // Lists and long texts.
    case moveUp, moveDown, pageUp, pageDown, toFirst, toLast, toggle
    // The list of profiles.
    case pick(PickerAction)
    // Check your work.
    case work(WorkAction)
    // Profile.
    case submitForm, nextField, previousField, nextProvider
    // Discover and Request.
    case goOn, reveal, copyItem
    // Sign in.
    case openBrowser, copyAddress, showPlainPage, newAttempt, extendWait, explain
    case sendPaste, stopSending, clearField, bringBackPaste, showRejection
    case useAttempt(Int)
    case visitAsDemoUser
    case showDevice, showPicture
    // Tokens.
    case nextTab, previousTab, copyToken, refresh, introspect
    case find, findNext, findPrevious, turnTimes, showRaw, saveArchive, submitPrompt, cancelPrompt
    case showTab(TokensPane.Tab)
    // Failure.
    case retry
    // Questions.
    case confirm
    case keepAndLeave
    case editProfile
}
