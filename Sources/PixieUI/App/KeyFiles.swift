public import OAuth

/// The files with private keys that the form names, for the loop to read.
public struct KeyFilesWish: Sendable, Equatable {
    /// Path of the file with the key that proves the client; empty when there is none.
    public var signing = ""
    /// Which key of that file, by its `kid`; empty when there is one only.
    public var keyID = ""
    /// Path of the file with the keys that decrypt; empty when there is none.
    public var decryption = ""

    public init() {}

    var isEmpty: Bool { signing.isEmpty && decryption.isEmpty }
}

/// What came of reading them.
public struct KeyFilesFound: Sendable, Equatable {
    /// What was asked for: the fields may say something else meanwhile.
    public let wish: KeyFilesWish
    /// `nil` for a file that was not named.
    public let signing: Result<ClientKey, KeyFileTrouble>?
    public let decryption: Result<[ClientKey], KeyFileTrouble>?

    public init(
        wish: KeyFilesWish, signing: Result<ClientKey, KeyFileTrouble>?,
        decryption: Result<[ClientKey], KeyFileTrouble>?
    ) {
        self.wish = wish
        self.signing = signing
        self.decryption = decryption
    }
}

/// Why a file gave no key.
public struct KeyFileTrouble: Error, Sendable, Equatable {
    /// What is wrong with it and what to do, with the name of the file.
    public let message: String
    /// There are keys, and none of the name that was given, or several and no name.
    public let isAboutName: Bool

    public init(_ message: String, isAboutName: Bool = false) {
        self.message = message
        self.isAboutName = isAboutName
    }
}
