/// `pixie` alone: the first frame does not wait for the argument parser, which has nothing to read.
enum QuickStart {
    /// What to run where the screens can come up with nothing said: what the environment says otherwise, or wrongly,
    /// is left to the whole command.
    static func order(_ arguments: [String]) -> LoginOrder? {
        guard arguments.isEmpty, QuickToken.namesKeySource else { return nil }
        let order = LoginOrder()
        return order.front.isPlain ? nil : order
    }
}
