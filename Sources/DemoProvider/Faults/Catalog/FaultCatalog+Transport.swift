/// The right token answer, brought in a wrong way.
extension FaultCatalog {
    static let tokenTransports = [
        token("tok-drip", "one octet per second", "a deadline ends it; the screen stays live", drip),
        token(
            "tok-hang", "the request is taken and never answered", "a deadline; Esc cancels at once",
            .delivery(.token, .hang)),
        token(
            "tok-huge", "Content-Length of 1 GB and a stream of spaces", "cut at the limit; the memory is bounded",
            .delivery(.token, .huge())),
        token(
            "tok-gzip-bomb", "a gzip body of 1 MB that becomes 1 GB", "refuse, or cut at the limit",
            .delivery(.token, .gzipBomb())),
        token(
            "tok-short-body", "fewer octets than Content-Length, then close", "refuse: incomplete",
            .delivery(.token, .shortBody)),
        token(
            "tok-reset-mid-body", "a TCP reset in the middle of the body",
            "refuse; the code is not sent again without telling", .delivery(.token, .resetMidBody)),
        token(
            "tok-reset-before", "a TCP reset after the request was read",
            "refuse; the outcome is unknown: a new login", .delivery(.token, .resetBefore)),
        token("tok-close-before", "a clean close with no octet", "refuse", .delivery(.token, .closeBefore)),
        token(
            "tok-half-close", "the server shuts its side down in the middle of the head", "refuse",
            .delivery(.token, .halfClose)),
        Fault(
            "tok-1xx", .token, .accept, "answers 103 and 100 come first", "skip them",
            .delivery(.token, .interim([103, 100]))),
    ]

    private static let drip = Deed.delivery(.token, .drip(every: .seconds(1)))
}
