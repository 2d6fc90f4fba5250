/// The end of the sentence about a copy: what to do when nothing arrived.
enum CopyAdvice {
    /// How the clipboard's own sentence ends; `p` is the plain page of Sign in.
    private static let plainPage = " Nothing there? p"

    /// Names only keys that work on this screen.
    static func adapted(_ sentence: String, to state: AppState) -> String {
        guard sentence.hasSuffix(plainPage) else { return sentence }
        let actions = KeyMap.bindings(for: state).map(\.action)
        if actions.contains(.showPlainPage) { return sentence }
        let rest = sentence.dropLast(plainPage.count)
        return rest + (actions.contains(.reveal) ? " Nothing there? r shows it, to select." : "")
    }
}
