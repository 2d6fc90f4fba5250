import NIOHTTP1

/// What each delivery does, octet for octet.
extension Delivery {
    private static let spaces = [UInt8](repeating: UInt8(ascii: " "), count: 64 << 10)

    /// The steps for an answer. `nil` for ``whole``, which the HTTP library writes.
    func steps(for answer: Answer) -> [DeliveryStep]? {
        let (body, half) = (answer.body, Array(answer.body.prefix(answer.body.count / 2)))
        switch self {
        case .whole:
            return nil
        case .tinyChunks(let size):
            return [.write(answer.head(.chunked))] + Self.chunks(of: size, body) + [.close]
        case .http10:
            return [.write(answer.head(.untilClose)), .write(body), .close]
        case .interim(let codes):
            return [.write(codes.flatMap(Self.interim)), .write(answer.head(.octets(body.count)) + body), .close]
        case .drip(let pause, .head):
            return [.slowly((answer.head(.octets(body.count)) + body).map { [$0] }, pause: pause), .close]
        case .drip(let pause, .body):
            return [.write(answer.head(.octets(body.count))), .slowly(body.map { [$0] }, pause: pause), .close]
        case .hang:
            return [.hang]
        case .resetBefore:
            return [.reset]
        case .closeBefore:
            return [.close]
        case .halfClose:
            let head = answer.head(.octets(body.count))
            return [.write(Array(head.prefix(head.count / 2))), .finish, .hang]
        case .resetMidBody:
            return [.write(answer.head(.octets(max(body.count, 1))) + half), .settle, .reset]
        case .shortBody:
            return [.write(answer.head(.octets(max(body.count, 1))) + half), .settle, .close]
        case .huge(let count):
            return [
                .write(answer.head(.octets(count + body.count))),
                .again(Self.spaces, times: count / Self.spaces.count),
                .write(Array(Self.spaces.prefix(count % Self.spaces.count)) + body), .close,
            ]
        case .endless:
            return [.write(answer.head(.chunked)), .again(Self.chunk(Self.spaces), times: nil)]
        case .gzipBomb(let count):
            let packed = GzipBomb(spaces: count).following(body)
            return [.write(answer.head(.octets(packed.count), "Content-Encoding: gzip")), .write(packed), .close]
        case .hugeHead(let count):
            let field = "X-Padding: " + String(repeating: "a", count: max(count, 0))
            return [.write(answer.head(.octets(body.count), field) + body), .close]
        case .garbage:
            return [.write((0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 0x80) }), .close]
        }
    }

    private static func interim(_ code: Int) -> [UInt8] {
        // RFC 8297 section 2; the library knows no phrase for it.
        let isHints = code == 103
        let phrase = isHints ? "Early Hints" : HTTPResponseStatus(statusCode: code).reasonPhrase
        let hint = isHints ? "Link: </style.css>; rel=preload; as=style\r\n" : ""
        return Array("HTTP/1.1 \(code) \(phrase)\r\n\(hint)\r\n".utf8)
    }

    private static func chunks(of size: Int, _ body: [UInt8]) -> [DeliveryStep] {
        let pieces = stride(from: 0, to: body.count, by: max(size, 1)).map { start in
            DeliveryStep.write(chunk(Array(body[start..<min(start + max(size, 1), body.count)])))
        }
        return pieces + [.write(Array("0\r\n\r\n".utf8))]
    }

    /// RFC 9112 section 7.1.
    private static func chunk(_ octets: [UInt8]) -> [UInt8] {
        Array("\(String(octets.count, radix: 16))\r\n".utf8) + octets + Array("\r\n".utf8)
    }
}
