import LoginFlow
import OAuth
import PixieUI

/// Everything outside the process, as a struct of closures: the live one is in `World+Live.swift`, tests bring theirs.
struct World: Sendable {
    var now: @Sendable () -> Moment
    var drawEntropy: @Sendable (_ bytes: Int) -> Entropy
    var send: @Sendable (HTTPCall) async -> Result<HTTPReply, TransportFailure>
    var warm: @Sendable (Endpoint) async -> Void
    var listen: @Sendable (ListenerPlan, @escaping @Sendable (ArrivalID, String) -> Void) async -> ListenerResult
    var openBrowser: @Sendable (WebAddress) async -> BrowserReport
    var copy: @Sendable (_ text: Secret, _ isSecret: Bool) async -> CopyResult
    /// Goes through the demo provider's pages as its user; the result is the address the browser would end up on.
    var visit: @Sendable (WebAddress, _ progress: @escaping @Sendable (String) -> Void) async -> VisitResult

    /// Keeps the waiting login for another process, and removes it again. The order of the calls is kept.
    var keepWaiting: @Sendable (WaitingLogin, _ done: @escaping @Sendable (Bool) -> Void) -> Void = { _, done in
        done(false)
    }
    var forgetWaiting: @Sendable (_ done: @escaping @Sendable () -> Void) -> Void = { $0() }
    /// Returns when what was ordered of the two is done.
    var settleWaiting: @Sendable () async -> Void = {}

    /// Keeps what a provider said of itself for the next login there, or forgets it.
    var rememberMetadata: @Sendable (Issuer, RememberedMetadata?) -> Void = { _, _ in }

    /// Stores the session of a login that has succeeded; the answer is what it is called there, if it is.
    var keepSession:
        @Sendable (StoredSession, _ profile: String?, _ done: @escaping @Sendable (String?) -> Void) -> Void = {
            _, _, done in done(nil)
        }
    /// Does what a refresh orders of the place where the session is kept; without a store it is kept in memory.
    var orderSession: @Sendable (SessionOrder, _ done: @escaping @Sendable (RefreshEvent) -> Void) -> Void = {
        SessionVault(open: { nil }).carryOut($0, done: $1)
    }
    /// Returns when what was ordered of the two is done.
    var settleSession: @Sendable () async -> Void = {}

    /// Writes a new file for this person only; why not, as a sentence.
    var saveFile: @Sendable (_ text: String, _ path: String) -> String? = { PrivateFile.write($0, to: $1) }

    /// Reads the key files that the form names.
    var readKeys: @Sendable (KeyFilesWish) -> KeyFilesFound = { KeyReading.find($0) }

    enum ListenerResult: Sendable {
        case open(OpenListener)
        case refused(ListenerProblem)
    }

    struct CopyResult: Sendable {
        /// Who was asked, for the person.
        let sentence: String
        /// The terminal has to be sent the text as well (OSC 52).
        let needsTerminal: Bool
    }

    enum VisitResult: Sendable {
        case brought(String)
        case failed(String)
    }
}

/// A listener that is open.
struct OpenListener: Sendable {
    let facts: ListenerFacts
    let pointShortAddress: @Sendable (WebAddress) -> Void
    let answer: @Sendable (ArrivalID, BrowserPage) -> Void
    /// Returns when answers under way are written and the port is closed.
    let close: @Sendable () async -> Void
}
