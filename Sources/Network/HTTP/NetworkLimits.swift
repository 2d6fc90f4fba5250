import OAuth

/// The limits of one sender. Tests use small ones.
struct NetworkLimits: Sendable {
    var responseBody = Limits.responseBody
    var headerBlock = Limits.headerBlock
    /// Octets on the wire for one answer, chunk framing and interim answers included. It is larger than the body's
    /// limit because a body in chunks of one octet costs six octets for each.
    var rawAnswer = 8 * Limits.responseBody
    var exchangeSeconds = Limits.exchangeSeconds
    var connectSeconds = Limits.connectSeconds
    /// The longest `Retry-After` that is waited for.
    var longestPause = 5.0
    /// The wait before a second try when the server names none.
    var ordinaryPause = 0.5
    /// How long a connection is kept open for the next request.
    var warmSeconds = Limits.loginWaitSeconds + 60
    /// How often a connection that the server closed is opened again.
    var reopenings = 150
    /// A connection that lived shorter is opened again only after as long a pause.
    var reopenPause = 1.0
    /// The pause after an attempt that failed, and as how many reopenings such an attempt counts.
    var failurePause = 10.0
    var failureWeight = 10
}
