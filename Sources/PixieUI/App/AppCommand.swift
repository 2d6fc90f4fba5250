public import LoginFlow
public import OAuth

/// An order of the front-end to the world, as data.
public indirect enum AppCommand: Sendable, Equatable {
    case flow(FlowEffect)
    /// Put a text into the clipboard. Answer with `AppEvent.copied`.
    case copy(Secret, what: Copied)
    /// Show lines outside of the alternate screen. The first key leaves it again.
    case showPlainPage([String])
    case leavePlainPage
    case suspend
    case repaint
    case bell
    /// The terminal reports clicks and the wheel from now on, or no more.
    case reportMouse(Bool)
    /// Walk through the sign-in pages of the embedded provider over HTTP.
    case visitAsDemoUser(WebAddress)
    /// Log in with that profile. Answer with `AppEvent.profiles`, as to the others.
    case chooseProfile(String)
    case editProfile(String)
    case removeProfile(String)
    case bringBackProfile(String)
    /// Go on with the login that was left waiting, or forget it.
    case resumeLogin(String)
    case forgetLogin(String)
    /// Read the key files that the form names. Answer with `AppEvent.keyFilesRead`.
    case readKeyFiles(KeyFilesWish)
    /// Answer with `AppEvent.pairDrawn`.
    case drawPair(octets: Int)
    /// Put the session of this login into the store, if that needs nobody to be asked. Answer with
    /// `AppEvent.sessionKept`.
    case keepSession(StoredSession)
    /// Write a new file that nobody else may read. Answer with `AppEvent.saved`.
    case save(String, path: String)
    case quit
}

/// What is copied.
public struct Copied: Sendable, Equatable {
    /// "the address (388 characters)".
    public let name: String
    /// Must not stay in a buffer of the multiplexer. What is no secret stays there, for its own paste key.
    public let isSecret: Bool

    static func open(_ name: String) -> Copied { Copied(name: name, isSecret: false) }
    static func secret(_ name: String) -> Copied { Copied(name: name, isSecret: true) }
}
