import Glibc
import LoginFlow
import OAuth
import PixieUI
import Screen
import Synchronization
import Terminal

@testable import pixie

/// A terminal without a screen: keys come from the test, frames stay here.
@MainActor
final class FakeTerminal: TerminalDevice {
    private let pipe: (read: CInt, write: CInt)
    private var keys: [Key] = []
    private(set) var frames: [Frame] = []
    private(set) var sequences: [TerminalSequence] = []
    private(set) var plainPages: [[String]] = []
    private(set) var calls: [String] = []
    var window = Size(columns: 80, rows: 24)
    var isGone = false
    var expectsPaste = false
    var inputDueAt: Double?
    let glyphs = Glyphs.unicode

    init() {
        var ends: [CInt] = [0, 0]
        precondition(Glibc.pipe(&ends) == 0, "FakeTerminal: no pipe")
        pipe = (ends[0], ends[1])
    }

    func close() {
        Glibc.close(pipe.read)
        Glibc.close(pipe.write)
    }

    /// Puts keys where the loop finds them, and makes the descriptor readable.
    func press(_ keys: Key...) {
        self.keys += keys
        _ = Glibc.write(pipe.write, "k", 1)
    }

    var inputDescriptor: CInt { pipe.read }

    func drain(at uptime: Double) -> [Key] {
        var octet: UInt8 = 0
        _ = read(pipe.read, &octet, 1)
        defer { keys = [] }
        return keys
    }

    func start() throws(TerminalFault) { calls.append("start") }
    func stop() { calls.append("stop") }
    func suspend() { calls.append("suspend") }
    func resume() { calls.append("resume") }
    func repaint() { calls.append("repaint") }
    func present(_ frame: Frame) { frames.append(frame) }
    func size() -> Size { window }
    func write(_ sequence: TerminalSequence) { sequences.append(sequence) }
    func reportMouse(_ isOn: Bool) { calls.append("mouse \(isOn)") }
    func showPlainPage(_ lines: [String]) { plainPages.append(lines) }
    func leavePlainPage() { calls.append("leavePlainPage") }

    var text: String { frames.last?.textDump() ?? "" }
}

/// A provider on paper behind the closures of `World`.
final class FakeWorld: Sendable {
    static let issuer = "https://login.example.com"

    struct Record {
        var calls: [HTTPCall] = []
        var pages: [BrowserPage] = []
        var opened: [String] = []
        var copied: [Secret] = []
        var isListening = false
        var clock = 1000.0
        var arrive: (@Sendable (ArrivalID, String) -> Void)?
        /// Requests that get no answer until the task is cancelled.
        var silent: Set<String> = []
        var cancelled = 0
    }

    let record = Mutex(Record())

    func world() -> World {
        World(
            now: { [self] in
                let clock = record.withLock { $0.clock }
                return Moment(wall: Timestamp(seconds: 1_790_000_000 + clock), uptime: clock)
            },
            drawEntropy: { count in Entropy((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 5 &+ 3) }) },
            send: { [self] call in await answer(call) },
            warm: { _ in },
            listen: { [self] _, onArrival in
                record.withLock {
                    $0.isListening = true
                    $0.arrive = onArrival
                }
                return .open(
                    OpenListener(
                        facts: ListenerFacts(host: .v4, port: 49152), pointShortAddress: { _ in },
                        answer: { [self] _, page in record.withLock { $0.pages.append(page) } },
                        close: { [self] in record.withLock { $0.isListening = false } }))
            },
            openBrowser: { [self] address in
                record.withLock { $0.opened.append(address.text) }
                return .asked("firefox")
            },
            copy: { [self] text, _ in
                record.withLock { $0.copied.append(text) }
                return World.CopyResult(sentence: "Sent with OSC 52. Nothing there? p", needsTerminal: true)
            },
            visit: { _, _ in .failed("There is no demo provider in this test.") })
    }

    /// The browser comes to the listener.
    func arrive(_ target: String) {
        record.withLock { $0.arrive }?(ArrivalID(1), target)
    }

    private func answer(_ call: HTTPCall) async -> Result<HTTPReply, TransportFailure> {
        let isSilent = record.withLock { record in
            record.calls.append(call)
            return record.silent.contains("\(call.purpose)")
        }
        if isSilent {
            let (stream, continuation) = AsyncStream<Never>.makeStream()
            await withTaskCancellationHandler {
                for await _ in stream {}
            } onCancel: {
                continuation.finish()
            }
            record.withLock { $0.cancelled += 1 }
            return .failure(.cancelled)
        }
        switch call.purpose {
        case .discovery:
            return Self.json(
                """
                {"issuer":"\(Self.issuer)","authorization_endpoint":"\(Self.issuer)/authorize",\
                "token_endpoint":"\(Self.issuer)/token","jwks_uri":"\(Self.issuer)/keys",\
                "response_types_supported":["code"],"id_token_signing_alg_values_supported":["ES256"]}
                """)
        case .keys:
            return Self.json(#"{"keys":[]}"#)
        case .token:
            return Self.json(#"{"error":"invalid_grant"}"#, status: 400)
        case .userinfo, .revocation, .refresh, .push, .deviceCode, .devicePoll, .introspection, .registration:
            return Self.json("{}")
        }
    }

    private static func json(_ text: String, status: Int = 200) -> Result<HTTPReply, TransportFailure> {
        .success(
            HTTPReply(
                status: status, headers: [HTTPReply.Header("Content-Type", "application/json")],
                body: Array(text.utf8)))
    }
}
