/// One thing that is done on the connection.
enum DeliveryStep: Sendable, Equatable {
    /// Hands these octets to the connection at once.
    case write([UInt8])
    /// Writes one piece so many times, never more ahead than the connection takes; `nil` for ever.
    case again([UInt8], times: Int?)
    /// Writes the pieces with a pause behind each.
    case slowly([[UInt8]], pause: Duration)
    /// Lets what was written arrive.
    case settle
    /// Does nothing until the other side goes away.
    case hang
    /// Shuts this side of the connection down.
    case finish
    /// Closes in good order.
    case close
    /// Sends a TCP reset.
    case reset
}
