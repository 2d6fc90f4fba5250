import NIOCore
import OAuth

/// The limits of one listener. Tests use small ones.
struct ListenerLimits: Sendable {
    var connections = 64
    /// Connections beyond those that are accepted before older ones have been closed for them; in a flood, closing
    /// takes longer than accepting.
    var surplus = 16
    var requestLine = Limits.requestLine
    /// The same at exactly the callback's path, where a long error must be heard.
    var callbackLine = Limits.address
    var headerBlock = Limits.headerBlock
    /// Body of a form, where forms are taken.
    var form = Limits.callbackForm
    /// From the connection to the end of the request's head, however slowly it comes.
    var requestSeconds = 10.0
    /// For the machine's verdict; longer than an exchange with the provider.
    var answerSeconds = Limits.exchangeSeconds + 10
    /// For the client to close after the answer.
    var lingerSeconds = 1.0

    static func amount(_ seconds: Double) -> TimeAmount { .milliseconds(Int64(seconds * 1000)) }
}
