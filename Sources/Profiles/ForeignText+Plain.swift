import OAuth

extension ForeignText {
    /// Whether it can be shown just as it is: one line without anything invisible.
    var isPlain: Bool { isExactly(safe(limit: TextGuard.sizeLimit)) }
}
