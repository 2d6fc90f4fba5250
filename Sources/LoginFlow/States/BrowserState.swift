/// What is known of the browser on this machine.
public enum BrowserState: Sendable, Equatable {
    case notAsked
    case opening
    case asked(String)
    case failed(String)
}
