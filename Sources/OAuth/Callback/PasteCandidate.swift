/// An address in a paste that could be the answer.
struct PasteCandidate {
    /// Whole, for the judge.
    let address: String
    /// What was done to get it, as sentences.
    var changes: [String]
    /// Whether origin or path were taken from the redirect URI.
    let wasCompleted: Bool
    /// Nil when it is not well-formed.
    let parts: URIParts?
    let hasOurState: Bool
    /// Whether it has a code or an error: the answer of some login. Our own authorization address has our state, but
    /// not these.
    let isAnswer: Bool
    /// How much speaks for it. It only chooses among several; every rule is the judge's.
    let rank: Int

    init(
        _ address: String, changes: [String], wasCompleted: Bool, redirect: RedirectURI, issuer: Issuer, state: Secret?
    ) {
        self.address = address
        self.changes = changes
        self.wasCompleted = wasCompleted
        parts = try? URIParts(address)
        let pairs = parts?.query.flatMap { try? FormEncoding.decode($0) } ?? []
        func first(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

        let outcome = first("code") ?? first("error")
        let sent = first("state")
        hasOurState = sent.map { Secret($0) == state } ?? false
        isAnswer = outcome.map { !$0.isEmpty || sent != nil } ?? false
        let fitsRedirect = parts.map {
            $0.scheme == redirect.parts.scheme && $0.host == redirect.parts.host && $0.port == redirect.parts.port
                && $0.path == redirect.parts.path
        }
        let fitsIssuer = first("iss").map { $0.utf8.elementsEqual(issuer.text.utf8) } ?? true
        rank =
            (hasOurState && isAnswer ? 8 : 0) + (fitsRedirect == true ? 4 : 0) + (isAnswer ? 2 : 0)
            + (fitsIssuer && parts != nil ? 1 : 0)
    }
}
