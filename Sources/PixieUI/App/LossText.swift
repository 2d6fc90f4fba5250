/// What leaving would cost, in words.
enum LossText {
    static func interrupt(_ loss: AppState.Loss?) -> String {
        switch loss {
        case .attempt: "Ctrl-C again: leave, and discard this attempt."
        case .exchange: "Ctrl-C again: leave, and lose the tokens that are on their way."
        case .tokens: "Ctrl-C again: leave, and forget the tokens."
        case nil: "Ctrl-C again: leave."
        }
    }
}
