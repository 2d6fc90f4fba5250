/// How the octets of an ``Answer`` go over the connection.
///
/// Every way but ``whole`` writes the octets itself, without the HTTP library, and ends the connection afterwards. It
/// also ends when the provider stops and when the client goes away, whatever is left to be sent.
package enum Delivery: Sendable, Equatable {
    /// Where a slow delivery begins to be slow.
    package enum Start: Sendable {
        case head
        case body
    }

    /// As HTTP wants it.
    case whole
    /// Chunked transfer coding with chunks of so many octets, each in a packet of its own.
    case tinyChunks(of: Int = 5)
    /// An HTTP/1.0 answer without a length, ended by close (RFC 9112 section 6.3).
    case http10
    /// Interim answers with these status codes first (RFC 9110 section 15.2).
    case interim([Int])
    /// One octet, a pause, the next octet, from the head or from the body on.
    case drip(every: Duration, from: Start = .body)
    /// Nothing at all, with the connection open.
    case hang
    /// A TCP reset in place of the first octet.
    case resetBefore
    /// An orderly close in place of the first octet.
    case closeBefore
    /// Half of the head, then this side is shut down and the other one stays open.
    case halfClose
    /// The head and half of the body, then a TCP reset.
    case resetMidBody
    /// The head and half of the body that `Content-Length` promises, then an orderly close.
    case shortBody
    /// So many spaces in front of the body, with the right `Content-Length`: a JSON document all the same.
    case huge(octets: Int = 1 << 30)
    /// Spaces in chunked coding without an end.
    case endless
    /// The body and so many spaces behind it, in gzip coding a thousandth of that.
    case gzipBomb(octets: Int = 1 << 30)
    /// A header field of so many octets.
    case hugeHead(octets: Int = 1 << 20)
    /// Octets that are no HTTP.
    case garbage
}
