/// What a paste turned out to be, and what was cleaned on the way.
public struct PasteReading: Sendable, Equatable {
    /// What to do with it.
    ///
    /// Only ``callback(_:)`` is anything to be judged; all others are answered with a sentence.
    public enum Kind: Sendable, Equatable {
        case empty
        /// A whole address for ``CallbackJudge``. It may be the wrong one: that is the judge's verdict.
        case callback(String)
        /// The address that is to be opened.
        case authorizationAddress
        /// A page of the provider: the person has not finished there.
        case providerPage(host: ForeignText)
        /// A code without state.
        case bareCode
        case token
        case html
        /// An address of something else, without its query.
        case otherAddress(ForeignText)
        case notAnAddress
        case tooLong
    }

    public let kind: Kind
    /// Every change that was made to the paste, as sentences.
    public let changes: [String]
    /// The answer to the person; nil for an empty paste and for a callback.
    public let message: String?

    /// - Parameter destination: Host and port of the redirect URI, for the sentence about the provider's page.
    init(kind: Kind, changes: [String], destination: String) {
        self.kind = kind
        self.changes = changes
        message = kind.message(destination: destination)
    }
}

extension PasteReading.Kind {
    /// The answer to the person; nil for an empty paste and for a callback.
    public var message: String? { message(destination: "the address of the redirect URI") }

    fileprivate func message(destination: String) -> String? {
        switch self {
        case .empty, .callback:
            nil
        case .authorizationAddress:
            "That is the address to open. Sign in, then copy the one you end up on."
        case .providerPage(let host):
            "Still on \(host.safe(limit: 100)): not finished. When the browser shows \(destination), copy that."
        case .bareCode:
            "A code without state. pixie cannot tell whose login it is from. Paste the whole address, from its "
                + "scheme to its end."
        case .token:
            "This is a token, not the answer of a login. pixie inspect explains it. Copy the address in the browser."
        case .html:
            "That is the text of a page, not its address. Copy what stands in the browser's address bar."
        case .otherAddress(let address):
            "That address leads elsewhere: \(address.safeAddress(limit: 100)). Copy the one on which the browser ends after "
                + "signing in."
        case .notAnAddress:
            "There is no address in that. Copy what stands in the browser's address bar after signing in."
        case .tooLong:
            "That is longer than \(Limits.paste / 1024) KiB and its start has no answer in it. Copy the address alone."
        }
    }
}

/// Printing a reading must not show the code that is in it.
extension PasteReading.Kind: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        switch self {
        case .empty: "empty"
        case .callback(let address): "callback (\(address.utf8.count) octets, hidden)"
        case .authorizationAddress: "authorization address"
        case .providerPage(let host): "page of the provider at \(host)"
        case .bareCode: "bare code"
        case .token: "token"
        case .html: "HTML"
        case .otherAddress(let address): "other address \(address)"
        case .notAnAddress: "not an address"
        case .tooLong: "too long"
        }
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
