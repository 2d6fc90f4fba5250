import Crypto
import LoginFlow
import OAuth
@testable import PixieUI
import Screen

/// A login that is played with fixed randomness and canned replies, so that every screen can be reached and looks the
/// same each time.
struct Story {
    var state: AppState
    private(set) var now = Story.start
    /// What the front-end ordered since the last look.
    private(set) var orders: [AppCommand] = []
    private var requests: [(id: EffectID, call: HTTPCall)] = []
    /// Whether it was ordered to end the program.
    private(set) var hasQuit = false
    /// Whether the provider offers to tell about tokens.
    var introspects = false

    /// 2026-11-21T14:02:03Z.
    static let start = Moment(wall: Timestamp(seconds: 1_795_269_723), uptime: 1000)
    static let port = 49152
    static let code = "SplxlOBeZQQYbYS6WxSbIAcode"
    static let accessToken = "2YotnFZFEjr1zCsicMWpAA-this-is-the-access-token"
    static let refreshToken = "tGzv3JOkF0XG5Qx2TlKWIA-this-is-the-refresh-token"
    static let clientSecret = "correct-horse-battery-staple"

    init(
        issuer: String = "https://login.example.com/realms/acme", isStepwise: Bool = true, demo: DemoFacts? = nil,
        ssh: Bool = false, isContainer: Bool = false, isWSL: Bool = false,
        browser: BrowserAdvice = .available("xdg-open"), glyphs: Glyphs = .unicode,
        size: Size = Size(columns: 80, rows: 24), clientID: String = "pixie-cli",
        scopes: String = "openid profile email offline_access", keepQuestion: KeepQuestion? = nil
    ) {
        var prefill = Prefill()
        prefill.issuer = issuer
        prefill.clientID = clientID
        prefill.scopes = scopes
        prefill.isStepwise = isStepwise
        state = AppState(
            surroundings: Surroundings(
                hostName: ForeignText("build-07"), sshFrom: ssh ? ForeignText("10.0.0.7") : nil,
                user: nil, browserAdvice: browser, isContainer: isContainer, isWSL: isWSL),
            glyphs: glyphs, size: size, demo: demo, profileName: demo == nil ? ForeignText("acme-dev") : nil,
            prefill: prefill, keepQuestion: keepQuestion, now: Story.start)
    }

    // MARK: Events

    @discardableResult
    mutating func send(_ event: AppEvent) -> [AppCommand] {
        let commands = App.update(&state, event, at: now)
        orders += commands
        hasQuit = hasQuit || commands.contains(.quit)
        for case .flow(.send(let id, let call)) in commands { requests.append((id, call)) }
        return commands
    }

    @discardableResult
    mutating func press(_ keys: Key...) -> [AppCommand] {
        keys.flatMap { send(.key($0)) }
    }

    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    /// Lets time pass, waking up whenever the clock asks for it.
    mutating func pass(_ seconds: Double) {
        let end = now.uptime + seconds
        while let next = AppClock.next(state), next < end {
            move(to: max(next, now.uptime))
            let before = now.uptime
            send(.clockTicked)
            if let again = AppClock.next(state), again <= before { break }
        }
        move(to: end)
        send(.clockTicked)
    }

    private mutating func move(to uptime: Double) {
        now = Moment(wall: now.wall + (uptime - now.uptime), uptime: uptime)
    }

    mutating func takeOrders() -> [AppCommand] {
        defer { orders = [] }
        return orders
    }

    // MARK: The provider's part

    mutating func reply(
        to purpose: HTTPCall.Purpose, status: Int = 200, _ body: String, headers: [(String, String)] = [],
        took: Double = 0.112
    ) {
        let reply = HTTPReply(
            status: status,
            headers: [HTTPReply.Header("Content-Type", "application/json")]
                + headers.map { HTTPReply.Header($0.0, $0.1) }, body: Array(body.utf8),
            took: took)
        finish(purpose, .success(reply), took: took)
    }

    mutating func fail(_ purpose: HTTPCall.Purpose, _ failure: TransportFailure) {
        finish(purpose, .failure(failure), took: 0.05)
    }

    private mutating func finish(
        _ purpose: HTTPCall.Purpose, _ result: Result<HTTPReply, TransportFailure>, took: Double
    ) {
        guard let index = requests.firstIndex(where: { $0.call.purpose == purpose }) else { return }
        let id = requests.remove(at: index).id
        move(to: now.uptime + took)
        send(.flow(.replyArrived(id, result)))
    }

    /// Randomness that is different in every octet, and the same in every run.
    mutating func drawEntropy(seed: UInt8 = 1) {
        send(.flow(.entropyDrawn(Entropy(Story.octets(seed)))))
    }

    static func octets(_ seed: UInt8, count: Int = 400) -> [UInt8] {
        var value = UInt32(seed) &* 2_654_435_761
        return (0..<count).map { _ in
            value = value &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: value >> 24)
        }
    }

    // MARK: The person's part

    /// The address on which the browser ends after signing in.
    func callback(code: String = Story.code, state other: String? = nil, extra: String = "") -> String {
        guard let attempt = state.attempt else { return "" }
        let value = other ?? attempt.material.state.reveal()
        return attempt.redirect.text + "?code=" + code + "&state=" + value + extra
    }
}
