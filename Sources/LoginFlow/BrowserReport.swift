/// What became of the wish to open a browser.
public enum BrowserReport: Sendable, Equatable {
    /// The name of the program that was asked.
    case asked(String)
    case failed(String)
}
